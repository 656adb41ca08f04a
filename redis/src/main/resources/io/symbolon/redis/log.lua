-- Stands after subject.lua where something is logged.

local log = base .. 'log'

local function raiseFloor(minimum)
  if minimum > floor then
    floor = minimum
    call('HSET', KEYS[1], 'floor', text(minimum))
  end
end

local function valueOf(fields, name)
  for i = 1, #fields, 2 do
    if fields[i] == name then
      return fields[i + 1]
    end
  end
  return ''
end

-- The hash of the log's last entry, and the number below which entries are trimmed; once they are known.
local lastHash, oldest

-- What is older than the retention is trimmed. The last entry stays in any case: it is the one that a reader who has read
-- all names.
local function lookAtLast()
  local last = call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  lastHash = last and valueOf(last[2], 'hash') or ''
  oldest = text(now - retention)
  if last and tonumber(string.match(last[1], '^%d+')) < now - retention then
    oldest = last[1]
  end
end

-- Logs a revocation. Target, kind and cause are texts, which a newer version may know more of; the minimum is empty where
-- no version reaches it; where everything is ended, the id is a bit for each session partition that is. The hash is of this entry and all before it: after a fail-over, another entry may have the same
-- number. Returns the entry's number and fields.
local function append(target, kind, id, subject, minimum, cause)
  if not lastHash then
    lookAtLast()
  end
  local at = text(now)
  local digest = redis.sha1hex(table.concat({ lastHash, target, kind, id, subject, minimum, cause, at }, '\n'))
  -- 28 bits, which the server keeps as a number of 4 bytes.
  lastHash = text(tonumber(string.sub(digest, 1, 7), 16))
  local fields = { 'target', target, 'kind', kind, 'sid', id, 'sub', subject, 'min', minimum, 'cause', cause, 'at', at,
    'hash', lastHash }
  return { call('XADD', log, 'MINID', '=', oldest, '*', unpack(fields)), fields }
end

-- Logs a revocation of a session, and remembers where.
local function appendOfSession(kind, id, subject, minimum, cause)
  local entry = append('session', kind, id, subject, minimum, cause)
  call('SET', base .. 'x:' .. id, entry[1], 'PX', text(retention))
  return entry
end

-- Logs that a session has ended, remembers where, and that it was one of the subject, if that is known.
local function appendEnd(kind, id, subject, minimum, cause)
  local entry = appendOfSession(kind, id, subject, minimum, cause)
  if subject ~= '' then
    call('ZADD', subjectKey(subject), text(-now), id)
  end
  return entry
end

-- The last entry about a session, if the log still has it. It has no number, as this call did not log it.
local function loggedOf(id)
  local number = call('GET', base .. 'x:' .. id)
  local entry = number and call('XRANGE', log, number, number)[1]
  return entry and { '', entry[2] } or nil
end

-- Ends a session that exists. What is removed goes first: a server that is out of memory still lets that pass, and then
-- lets the script go on.
local function endSession(s, kind, minimum, cause)
  call('DEL', sessionKey(s.id))
  removeFromPages(s.index, { s.id })
  return appendEnd(kind, s.id, s.subject, minimum, cause)
end

-- The most that one call returns of what was logged before it.
local MOST_ENDS = 1000

-- What the log holds of ended sessions of a subject: first what this call has logged, then what was logged before, the
-- latest first.
local function endsOf(index, entries)
  local mine = {}
  for _, entry in ipairs(entries) do
    mine[valueOf(entry[2], 'sid')] = true
  end
  local most = #entries + MOST_ENDS
  for _, id in ipairs(call('ZRANGEBYSCORE', index, '-inf', text(retention - now), 'LIMIT', 0, most)) do
    if #id > 1 and not mine[id] then
      entries[#entries + 1] = loggedOf(id)
    end
  end
  return entries
end

-- Logs that a session was outdated, after its version was raised.
local function appendOutdated(s)
  if s.version > s.state.highest then
    keep(s.index, 'v', s.version)
  end
  raiseFloor(s.version)
  return appendOfSession('OUTDATED', s.id, s.subject, text(s.version), '')
end

local function raiseTo(s, minimum)
  s.version = minimum
  s.revision = s.revision + 1
  write(s, string.sub(s.record, FIRST_FIELD))
  return appendOutdated(s)
end
