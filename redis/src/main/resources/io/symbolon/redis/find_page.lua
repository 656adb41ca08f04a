-- Finds a part of a subject's sessions, by descending id.
-- KEYS: meta, the subject's set    ARGV: subject, how many at most, the id that they come after or ''
-- Returns all of a subject with few sessions, and 1 where it has dropped so many that are gone that it has to be asked
-- again: that bounds how long one call takes.

local index, most = KEYS[2], tonumber(ARGV[2])
local pages = pagesKey(index)
local state = subjectState(index)
if call('EXISTS', pages) == 0 then
  return answer(0, sessionsOf(index, state), {})
end

local MOST_GONE = 200

local letters = {}
for i = 1, #SORTED do
  letters[string.sub(SORTED, i, i)] = string.sub(BASE64URL, i, i)
end

local from = ARGV[3] == '' and '+' or '(' .. ordered(ARGV[3])
local members = call('ZREVRANGEBYLEX', pages, from, '-', 'LIMIT', 0, most + MOST_GONE)
local ids = {}
for i, member in ipairs(members) do
  ids[i] = string.gsub(member, '.', letters)
end
local ends = #ids > 0 and call('ZMSCORE', index, unpack(ids)) or {}

local found, gone = {}, {}
for i, id in ipairs(ids) do
  if #found == most then
    break
  end
  local isLive = ends[i] and tonumber(ends[i]) > now
  local record = isLive and call('GET', sessionKey(id))
  local session = record and inForce(parse(id, record), index, state)
  if session then
    found[#found + 1] = session
  else
    gone[#gone + 1] = members[i]
    if isLive then
      -- It was ended with everything, or the server has evicted it.
      call('DEL', sessionKey(id))
      call('ZREM', index, id)
    end
  end
end
if #gone > 0 then
  call('ZREM', pages, unpack(gone))
end
local mayBeMore = #found < most and #members == most + MOST_GONE
return answer(mayBeMore and 1 or 0, found, {})
