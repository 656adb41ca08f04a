-- Stands after common.lua where something is logged.

local log = base .. 'log'

local function raiseFloor(minimum)
  if minimum > floor then
    floor = minimum
    call('HSET', KEYS[1], 'floor', text(minimum))
  end
end

-- Logs a revocation, and trims what is older than the retention. The last entry of before stays in any case: it is the
-- one that a reader who has read all names.
local function append(kind, id, subject, minimum, cause)
  local oldest = text(now - retention)
  local last = call('XREVRANGE', log, '+', '-', 'COUNT', 1)[1]
  if last and tonumber(string.match(last[1], '^%d+')) < now - retention then
    oldest = last[1]
  end
  local entry = call('XADD', log, 'MINID', '=', oldest, '*',
    'kind', kind, 'sid', id, 'sub', subject, 'min', minimum, 'cause', cause, 'at', text(now))
  return { entry, kind, id, subject, minimum, cause, text(now) }
end

-- Logs the end of one session, and remembers where.
local function appendEnd(id, subject, cause)
  local entry = append('E', id, subject, '', cause)
  call('SET', base .. 'x:' .. id, entry[1], 'PX', text(retention))
  return entry
end

-- The entry that tells of a session's end, if the log still has it. It has no number, as this call did not log it.
local function loggedEnd(id)
  local number = call('GET', base .. 'x:' .. id)
  local entry = number and call('XRANGE', log, number, number)[1]
  if not entry then
    return nil
  end
  local field = {}
  for i = 1, #entry[2], 2 do
    field[entry[2][i]] = entry[2][i + 1]
  end
  return { '', field.kind, field.sid, field.sub, field.min, field.cause, field.at }
end

-- Ends a session that exists. What is removed goes first: a server that is out of memory still lets that pass, and then
-- lets the script go on.
local function endSession(s, cause)
  call('DEL', sessionKey(s.id))
  call('ZREM', s.index, s.id)
  return appendEnd(s.id, s.subject, cause)
end

local function raiseTo(s, minimum)
  s.written = minimum
  s.version = minimum
  s.record = header(s) .. string.sub(s.record, FIRST_FIELD)
  write(s)
  if minimum > s.state.highest then
    keep(s.index, 'v', minimum)
  end
  raiseFloor(minimum)
  return append('O', s.id, s.subject, text(minimum), 'ACCESS_TOKENS_EXPIRED')
end
