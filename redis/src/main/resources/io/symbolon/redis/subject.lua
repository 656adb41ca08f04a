-- Stands after common.lua where the sessions of a subject are looked at or change.

-- A subject's sessions that exist. An entry whose record the server has evicted is dropped.
local function sessionsOf(index)
  local outdated = subjectState(index).outdated
  local found = {}
  for _, id in ipairs(call('ZRANGEBYSCORE', index, '(' .. text(now), '+inf')) do
    local record = call('GET', sessionKey(id))
    if record then
      local s = parse(id, record)
      s.index = index
      s.version = math.max(s.version, outdated)
      found[#found + 1] = s
    else
      call('ZREM', index, id)
    end
  end
  return found
end

-- Lets a subject's set live until its last session has ended and the retention has passed after that.
local function settle(index)
  local last = call('ZREVRANGE', index, 0, 0, 'WITHSCORES')
  if last[1] then
    call('PEXPIREAT', index, text(math.max(tonumber(last[2]), now) + retention))
  end
end

-- Drops entries of sessions that have expired: more at a time than one call can add.
local function dropExpired(index)
  local expired = call('ZRANGEBYSCORE', index, '(0', text(now), 'LIMIT', 0, 64)
  if #expired > 0 then
    call('ZREM', index, unpack(expired))
  end
end
