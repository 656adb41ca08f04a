-- Stands after pages.lua where the sessions of a subject are looked at or change.

-- Whether all sessions of a subject that its set holds were ended with everything.
local function hasNoneLeft(state)
  return state.swept < everything and math.max(state.highest, state.outdated) < everything
end

-- A subject's sessions that exist. An entry whose record the server has evicted is dropped.
local function sessionsOf(index, state)
  local found = {}
  if hasNoneLeft(state) then
    return found
  end
  for _, id in ipairs(call('ZRANGEBYSCORE', index, '(' .. text(now), '+inf')) do
    local record = call('GET', sessionKey(id))
    if record then
      found[#found + 1] = inForce(parse(id, record), index, state)
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
    expireAt(index, math.max(tonumber(last[2]), now) + retention)
  end
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
