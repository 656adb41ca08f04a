-- Finds a part of a subject's sessions, by descending id.
-- KEYS: meta, the subject's set    ARGV: subject, how many at most, the id that they come after or ''
-- Returns all of a subject with few sessions, and 1 where it has dropped so many that are gone that it has to be asked
-- again: that bounds how long one call takes.

local index, most = KEYS[2], tonumber(ARGV[2])
local pages = pagesKey(index)
local state = subjectState(index)
if call('EXISTS', pages) == 0 or hasNoneLeft(state) then
  return answer(0, sessionsOf(index, state), {})
end

local MOST_GONE = 500
local PORTION_AFTER_GONE = 50

local letters = {}
for i = 1, #SORTED do
  letters[string.sub(SORTED, i, i)] = string.sub(BASE64URL, i, i)
end

local found, gone = {}, {}
local from = ARGV[3] == '' and '+' or '(' .. ordered(ARGV[3])
local isAtEnd = false

local function lookAt(member, id, ends)
  local isLive = ends and tonumber(ends) > now
  local record = isLive and call('GET', sessionKey(id))
  local session = record and inForce(parse(id, record), index, state)
  if session then
    found[#found + 1] = session
    return
  end
  gone[#gone + 1] = member
  if isLive then
    -- It was ended with everything, or the server has evicted it.
    call('DEL', sessionKey(id))
    call('ZREM', index, id)
  end
end

while #found < most and #gone < MOST_GONE and not isAtEnd do
  local portion = #gone > 0 and PORTION_AFTER_GONE or most
  local members = call('ZREVRANGEBYLEX', pages, from, '-', 'LIMIT', 0, portion)
  isAtEnd = #members < portion
  if #members > 0 then
    from = '(' .. members[#members]
    local ids = {}
    for i, member in ipairs(members) do
      ids[i] = string.gsub(member, '.', letters)
    end
    local ends = call('ZMSCORE', index, unpack(ids))
    for i, member in ipairs(members) do
      if #found < most then
        lookAt(member, ids[i], ends[i])
      end
    end
  end
end
for i = 1, #gone, PORTION_AFTER_GONE do
  call('ZREM', pages, unpack(gone, i, math.min(i + PORTION_AFTER_GONE - 1, #gone)))
end
return answer(#found < most and not isAtEnd and 1 or 0, found, {})
