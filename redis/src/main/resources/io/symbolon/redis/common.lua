-- Stands before every script but open.lua: what they all need. A script pays for each function that stands before it, so
-- what only some need is in subject.lua and log.lua.
--
-- KEYS begins with the partition's meta key and ends with a key that never exists (see RedisKeys.guard); further keys are
-- named where the caller knows them. All keys of a partition are in one slot of a cluster.
--
-- Keys of a partition, all with the hash tag of its number:
--   meta       hash    partitions, layout, floor, retention (see open.lua); never expires
--   log        stream  the revocations, trimmed by age
--   s:<id>     string  a session's record (see parse); expires with the session
--   u:<sub>    zset    a subject's sessions by the time of their end, in ms; and under one letter, as negative
--                      numbers, its ENDED minimum (e), OUTDATED minimum (o) and highest version (v)
--   x:<id>     string  which entry of the log tells of a session's end; expires with that entry
--   garbage, g:<n>     see end_all.lua
--
-- A session exists if its subject's set holds it with a time that is still to come. Nothing else decides it, so a record
-- that is yet to be removed does no harm.

local call = redis.call

local base = string.sub(KEYS[1], 1, -5) -- without 'meta'

local clock = call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local meta = call('HMGET', KEYS[1], 'floor', 'retention')
if not meta[2] then
  return redis.error_reply('SYMBOLON_NEW nothing was stored in this partition')
end
local floor = tonumber(meta[1])
local retention = tonumber(meta[2])

-- Lua would write a large number with an exponent.
local function text(number)
  return string.format('%.0f', number)
end

-- A record: a header of fixed width (big-endian), then fields, each a tag (1 byte), a length (3 bytes) and that many
-- bytes. The first field is the subject. Fields that a script does not know are kept.
local HEADER = '>BI6I4I6I6I6I6'
local FIRST_FIELD = 36

local function parse(id, record)
  local s = { id = id, record = record }
  s.format, s.written, s.generation, s.created, s.refreshed, s.idle, s.absolute = struct.unpack(HEADER, record)
  s.version = s.written
  if s.format > 127 then
    error('SYMBOLON_FORMAT a record has a format that this version cannot read')
  end
  local _, length = struct.unpack('>BI3', record, FIRST_FIELD)
  s.subject = string.sub(record, FIRST_FIELD + 4, FIRST_FIELD + 3 + length)
  return s
end

local function header(s)
  return struct.pack(HEADER, s.format, s.written, s.generation, s.created, s.refreshed, s.idle, s.absolute)
end

local function endOf(s)
  return math.min(s.refreshed + s.idle, s.created + s.absolute)
end

local function subjectKey(subject)
  return base .. 'u:' .. subject
end

local function sessionKey(id)
  return base .. 's:' .. id
end

local function known(score)
  return score and -tonumber(score) or 0
end

-- What is kept for a subject.
local function subjectState(index)
  local scores = call('ZMSCORE', index, 'e', 'o', 'v')
  return { ended = known(scores[1]), outdated = known(scores[2]), highest = known(scores[3]) }
end

local function keep(index, letter, value)
  call('ZADD', index, text(-value), letter)
end

-- The least minimum that no token of now reaches.
local function nextMinimum(state)
  return math.max(math.max(state.highest, state.ended, state.outdated) + 1, now)
end

-- The session, or nil if it does not exist. Its version is the one in force: what is written in the record, or the
-- subject's OUTDATED minimum if that is higher.
local function existing(id)
  local record = call('GET', sessionKey(id))
  if not record then
    return nil
  end
  local s = parse(id, record)
  s.index = subjectKey(s.subject)
  local scores = call('ZMSCORE', s.index, id, 'e', 'o', 'v')
  local ends = tonumber(scores[1])
  if not ends or ends <= now then
    return nil
  end
  s.state = { ended = known(scores[2]), outdated = known(scores[3]), highest = known(scores[4]) }
  s.version = math.max(s.version, s.state.outdated)
  return s
end

local function write(s)
  call('SET', sessionKey(s.id), s.record, 'PXAT', text(endOf(s)))
end

local leftGarbage = 0

-- What every script returns: the time, a number, sessions, entries of the log, and whether there is something to sweep.
local function answer(value, sessions, entries)
  local rows = {}
  for i, s in ipairs(sessions) do
    rows[i] = { s.version, s.id, s.record }
  end
  return { now, value, rows, entries, leftGarbage }
end
