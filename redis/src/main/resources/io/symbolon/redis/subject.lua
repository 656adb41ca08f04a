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

-- Until when a subject's set lives for a session: for an eighth of its time longer than needed, so that few refreshes have
-- to say so again.
local function livesUntil(ends)
  return ends + retention + (ends - now) / 8
end

-- Lets a subject's set live as long as a session that it has, at least.
local function liveFor(index, ends)
  if now + call('PTTL', index) < ends + retention then
    expireAt(index, livesUntil(ends))
  end
end
