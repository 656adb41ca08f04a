-- Stands before every script but open.lua: what they all need. A script pays for each function that stands before it, so
-- what only some need is in subject.lua and log.lua.
--
-- KEYS begins with the partition's meta key and ends with a key that never exists (see RedisKeys.guard); further keys are
-- named where the caller knows them. All keys of a partition are in one slot of a cluster.
--
-- Keys of a partition, all with the hash tag of its number:
--   meta       hash    partitions, layout, floor, retention (see open.lua), a version that none which was ever given to a
--                      session is above (highest), and the minimum of everything; never expires
--   log        stream  the revocations (see append), trimmed by age
--   s:<id>     string  a session's record (see parse); expires with the session
--   u:<sub>    zset    a subject's sessions by the time of their end, in ms; sessions that were ended, by the time when
--                      they were, as a negative number; and under one letter, as negative numbers, the subject's ENDED
--                      minimum (e), OUTDATED minimum (o), highest version (v), how often that OUTDATED minimum was
--                      raised (n), and the minimum of everything below which nothing is left in the set (b)
--   p:<sub>    zset    a subject's sessions by their ids, where there are more than a few: see pages.lua
--   x:<id>     string  which entry of the log tells last of a session that was ended or outdated; expires with that entry
--   garbage, g:<n>     see aside.lua
--
-- A session exists if its subject's set holds it with a time that is still to come, and its version is not below the
-- minimum of everything. Nothing else decides it, so a record that is yet to be removed does no harm.
--
-- The arithmetic of versions is that of io.symbolon.storage.SubjectVersions and PartitionVersions.

local call = redis.call

local base = string.sub(KEYS[1], 1, -5) -- without 'meta'

local clock = call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local meta = call('HMGET', KEYS[1], 'floor', 'retention', 'highest', 'everything')
if not meta[2] then
  return redis.error_reply('SYMBOLON_NEW nothing was stored in this partition')
end
local floor = tonumber(meta[1])
local retention = tonumber(meta[2])
local highest = tonumber(meta[3]) or 0
local everything = tonumber(meta[4]) or 0

-- Lua would write a large number with an exponent.
local function text(number)
  return string.format('%.0f', number)
end

-- A record: a header of fixed width (big-endian), then fields, each a tag (1 byte), a length (3 bytes) and that many
-- bytes. The first field is the subject, the second the client. Fields that a script does not know are kept.
--
-- The version and the revision in the header do not know of the OUTDATED minimum of the subject. That one is raised for
-- all sessions at once, which raises the version of each to it and is a write of each record. So the version in force is
-- the greater of both, and the revision in force is that of the header plus n. (It is written as that difference, which
-- may be negative.)
local HEADER = '>BI6i6I4I4I6I6I6I6I6'
local FIRST_FIELD = 52

-- A field's value, and where the next field begins.
local function field(record, position)
  local _, length = struct.unpack('>BI3', record, position)
  return string.sub(record, position + 4, position + 3 + length), position + 4 + length
end

local function parse(id, record)
  local s = { id = id, record = record }
  s.format, s.version, s.revision, s.generation, s.graceFrom, s.rotated, s.created, s.refreshed, s.idle, s.absolute =
    struct.unpack(HEADER, record)
  if s.format > 127 then
    error('SYMBOLON_FORMAT a record has a format that this version cannot read')
  end
  s.subject = field(record, FIRST_FIELD)
  return s
end

-- The session with what its subject's state adds; nil if it was ended with everything. What is left in a set was looked at
-- (see aside.lua) before a minimum of its subject is raised, which would raise an ended session with it.
local function inForce(s, index, state)
  s.index = index
  s.state = state
  s.version = math.max(s.version, state.outdated)
  s.revision = s.revision + state.raises
  if state.swept < everything and s.version < everything then
    return nil
  end
  return s
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

-- What is kept for a subject, from the scores of e, o, v, n and b.
local function stateOf(ended, outdated, given, raises, swept)
  return { ended = known(ended), outdated = known(outdated), highest = known(given), raises = known(raises),
    swept = known(swept) }
end

local function subjectState(index)
  return stateOf(unpack(call('ZMSCORE', index, 'e', 'o', 'v', 'n', 'b'), 1, 5))
end

local function keep(index, letter, value)
  call('ZADD', index, text(-value), letter)
end

-- The session, or nil if it does not exist.
local function existing(id)
  local record = call('GET', sessionKey(id))
  if not record then
    return nil
  end
  local s = parse(id, record)
  local index = subjectKey(s.subject)
  local scores = call('ZMSCORE', index, id, 'e', 'o', 'v', 'n', 'b')
  local ends = tonumber(scores[1])
  if not ends or ends <= now then
    return nil
  end
  return inForce(s, index, stateOf(unpack(scores, 2, 6)))
end

-- Writes a session's header and fields; with the word NX only if there is no record. False if there was one.
local function write(s, fields, ...)
  s.record = struct.pack(HEADER, s.format, s.version, s.revision - s.state.raises, s.generation, s.graceFrom, s.rotated,
    s.created, s.refreshed, s.idle, s.absolute) .. fields
  return call('SET', sessionKey(s.id), s.record, 'PXAT', text(endOf(s)), ...)
end

local leftGarbage = 0

-- What every script returns: the time, a number, sessions, entries of the log, and whether there is something to sweep.
local function answer(value, sessions, entries)
  local rows = {}
  for i, s in ipairs(sessions) do
    rows[i] = { s.version, s.revision, s.id, s.record }
  end
  return { now, value, rows, entries, leftGarbage }
end
