-- Inserts a session, and ends those that have to give way to it.
-- KEYS: meta, the session, the subject's set
-- ARGV: id, subject, fields, format, idle ms, absolute ms, minimum version, the client's limit ('', EVICT or REJECT) and
--       its maximum, the subject's limit and its maximum

local id, subject, fields = ARGV[1], ARGV[2], ARGV[3]
local clientLimit, subjectLimit = ARGV[8], ARGV[10]
local index = KEYS[3]

-- By time of creation, then by the bits of the id. (Lua itself compares texts by the server's locale.)
local function isOlder(a, b)
  if a.created ~= b.created then
    return a.created < b.created
  end
  for i = 1, #a.id do
    local left, right = string.sub(a.id, i, i), string.sub(b.id, i, i)
    if left ~= right then
      return string.find(BASE64URL, left, 1, true) < string.find(BASE64URL, right, 1, true)
    end
  end
  return false
end

local state = subjectState(index)
if state.highest > 0 or state.outdated > 0 then
  afterEverything(index, subject, state)
end
local minimum = math.max(state.ended, state.outdated)

local function alreadyStored(s)
  return answer(minimum, { s }, endsOf(index, {}))
end

local function clientOf(fieldsOfRecord, from)
  local _, second = field(fieldsOfRecord, from)
  return (field(fieldsOfRecord, second))
end

-- Moves those who give way by a limit from one list, the oldest first, to another. False if the limit refuses. This and
-- the order of the two limits is what io.symbolon.storage.LimitDecision says.
local function giveWay(kind, maximum, counted, evicted)
  if kind == 'REJECT' then
    return #counted < maximum
  end
  for i = 1, kind == 'EVICT' and #counted - maximum + 1 or 0 do
    counted[i].evicted = true
    evicted[#evicted + 1] = counted[i]
  end
  return true
end

local function refused(maximum)
  local reply = answer(minimum, {}, {})
  reply[6] = 0
  reply[7] = maximum
  return reply
end

-- Drops sessions that have expired, and ends that the log has trimmed: more at a time than one call can add. What stands
-- under a letter may be among them, and stays.
local function dropExpired(index)
  local expired = {}
  for _, id in ipairs(call('ZRANGEBYSCORE', index, '(' .. text(retention - now), text(now), 'LIMIT', 0, 68)) do
    if #id > 1 then
      expired[#expired + 1] = id
    end
  end
  if #expired > 0 then
    call('ZREM', index, unpack(expired))
    removeFromPages(index, expired)
  end
end

local entries = {}
if clientLimit ~= '' or subjectLimit ~= '' then
  local stored = existing(id)
  if stored then
    return alreadyStored(stored)
  end
  local ofClient = clientLimit ~= '' and tonumber(ARGV[9]) or math.huge
  local ofSubject = subjectLimit ~= '' and tonumber(ARGV[11]) or math.huge
  if call('ZCOUNT', index, '(' .. text(now), '+inf') >= math.min(ofClient, ofSubject) then
    local sessions = sessionsOf(index, state)
    table.sort(sessions, isOlder)
    local evicted, counted = {}, {}
    if clientLimit ~= '' then
      local client = clientOf(fields, 1)
      for _, s in ipairs(sessions) do
        if clientOf(s.record, FIRST_FIELD) == client then
          counted[#counted + 1] = s
        end
      end
      if not giveWay(clientLimit, ofClient, counted, evicted) then
        return refused(ofClient)
      end
    end
    counted = {}
    for _, s in ipairs(sessions) do
      if not s.evicted then
        counted[#counted + 1] = s
      end
    end
    if not giveWay(subjectLimit, ofSubject, counted, evicted) then
      return refused(ofSubject)
    end
    for i, s in ipairs(evicted) do
      entries[i] = endSession(s, 'ENDED', '', 'REPLACED_BY_NEWER_SIGN_IN')
    end
  end
end

-- SubjectVersions.ofNewSession
local version = math.max(minimum, floor, tonumber(ARGV[7]), now)
local s = {
  id = id,
  state = state,
  format = tonumber(ARGV[4]),
  version = version,
  revision = 0,
  generation = 0,
  graceFrom = 0,
  rotated = now,
  created = now,
  refreshed = now,
  idle = tonumber(ARGV[5]),
  absolute = tonumber(ARGV[6]),
}
local ends = endOf(s)
if not write(s, fields, 'NX') then
  -- Else it is what is left of a session that was ended.
  local stored = existing(id)
  if stored then
    return alreadyStored(stored)
  end
  write(s, fields)
end
call('ZADD', index, text(ends), id, text(-math.max(version, state.highest)), 'v')
if state.swept < everything then
  keep(index, 'b', everything)
end
if version > highest then
  -- A minute ahead, so that few sign-ins have to write it.
  call('HSET', KEYS[1], 'highest', text(version + 60000))
end

if state.highest == 0 and minimum == 0 then
  -- A new subject has no pages.
  call('PEXPIREAT', index, text(livesUntil(ends)))
else
  dropExpired(index)
  liveFor(index, ends)
  addToPages(index, id)
end
-- The session is as it was sent, so its version tells all.
local reply = answer(minimum, {}, entries)
reply[6] = version
reply[7] = 0
return reply
