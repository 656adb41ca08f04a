-- Carries out a revocation that a node knows and this server may have lost, unless it is in force here.
-- KEYS: meta    ARGV: kind (E or O), id or '', subject or '', minimum or '', cause

local kind, id, subject, minimum, cause = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4]), ARGV[5]

local function done(entry)
  return answer(entry and 1 or 0, {}, { entry })
end

if id ~= '' then
  local s = existing(id)
  if kind == 'O' then
    return done(s and s.version < minimum and raiseTo(s, minimum) or nil)
  end
  if s then
    local entry = endSession(s, cause)
    settle(s.index)
    return done(entry)
  end
  return done(not loggedEnd(id) and appendEnd(id, subject, cause) or nil)
end

local index = subjectKey(subject)
local state = subjectState(index)
if kind == 'O' then
  if state.outdated >= minimum then
    return done(nil)
  end
  keep(index, 'o', minimum)
  settle(index)
  raiseFloor(minimum)
  return done(append('O', '', subject, text(minimum), cause))
end

if state.ended >= minimum then
  return done(nil)
end
if minimum > math.max(state.highest, state.outdated) then
  endAll(index, subject, state)
else
  -- Some sessions are newer than the minimum. This happens only to a subject who signed in between a fail-over and this
  -- call, so that the sessions are looked at one by one.
  for _, s in ipairs(sessionsOf(index)) do
    if s.version < minimum then
      call('DEL', sessionKey(s.id))
      call('ZREM', index, s.id)
    end
  end
end
return done(endBelow(index, subject, state, minimum, cause))
