-- Inserts a session, and ends those that have to give way to it.
-- KEYS: meta, the session, the subject's set
-- ARGV: id, subject, fields, format, idle ms, absolute ms, limit ('', EVICT or REJECT), maximum, minimum version

local id, subject, fields = ARGV[1], ARGV[2], ARGV[3]
local limit, maximum = ARGV[7], tonumber(ARGV[8])
local index = KEYS[3]

local ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'

-- By time of creation, then by the bits of the id. (Lua itself compares texts by the server's locale.)
local function isOlder(a, b)
  if a.created ~= b.created then
    return a.created < b.created
  end
  for i = 1, #a.id do
    local left, right = string.sub(a.id, i, i), string.sub(b.id, i, i)
    if left ~= right then
      return string.find(ALPHABET, left, 1, true) < string.find(ALPHABET, right, 1, true)
    end
  end
  return false
end

local state = subjectState(index)
local minimum = math.max(state.ended, state.outdated)

local entries = {}
if limit ~= '' then
  local stored = existing(id)
  if stored then
    return answer(minimum, { stored }, {})
  end
  if call('ZCOUNT', index, '(' .. text(now), '+inf') >= maximum then
    local sessions = sessionsOf(index)
    if limit == 'REJECT' and #sessions >= maximum then
      return answer(minimum, {}, {})
    end
    if limit == 'EVICT' then
      table.sort(sessions, isOlder)
      for i = 1, #sessions - maximum + 1 do
        entries[i] = endSession(sessions[i], 'REPLACED_BY_NEWER_SIGN_IN')
      end
    end
  end
end

local version = math.max(minimum, floor, tonumber(ARGV[9]), now)
local s = {
  id = id,
  format = tonumber(ARGV[4]),
  written = version,
  version = version,
  generation = 0,
  created = now,
  refreshed = now,
  idle = tonumber(ARGV[5]),
  absolute = tonumber(ARGV[6]),
}
s.record = header(s) .. fields
local ends = endOf(s)
if not call('SET', KEYS[2], s.record, 'PXAT', text(ends), 'NX') then
  local stored = existing(id)
  if stored then
    return answer(minimum, { stored }, {})
  end
  -- What is left of a session that was ended.
  write(s)
end
call('ZADD', index, text(ends), id, text(-math.max(version, state.highest)), 'v')

local isNew = state.highest == 0 and minimum == 0
if not isNew then
  dropExpired(index)
end
if isNew or now + call('PTTL', index) < ends + retention then
  call('PEXPIREAT', index, text(ends + retention))
end
-- The session is as it was sent, so its version tells all.
local reply = answer(minimum, {}, entries)
reply[6] = version
return reply
