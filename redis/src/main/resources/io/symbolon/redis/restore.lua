-- Carries out a revocation that a node knows and this server may have lost, unless it is in force here. One of a kind
-- that this version does not know ends what an ENDED one would, and is logged as it came.
-- KEYS: meta    ARGV: target (session, subject or everything), kind, id or '' (of everything: the session partitions that
--       this one is, a bit for each in hex), subject or '', minimum or '', cause or ''

local target, kind, id, subject, minimum, cause = unpack(ARGV)
local least = tonumber(minimum) or math.huge
local ends = kind ~= 'OUTDATED'

local function done(entry)
  return answer(entry and 1 or 0, {}, { entry })
end

if target == 'session' then
  local s = existing(id)
  if s then
    if s.version >= least then
      return done(nil)
    end
    if not ends then
      return done(raiseTo(s, least))
    end
    local entry = endSession(s, kind, minimum, cause)
    settle(s.index)
    return done(entry)
  end
  local logged = loggedOf(id)
  local saysOfKind = logged and (not ends or valueOf(logged[2], 'kind') ~= 'OUTDATED')
  if saysOfKind and (tonumber(valueOf(logged[2], 'min')) or math.huge) >= least then
    return done(nil)
  end
  if not ends then
    return done(appendOfSession(kind, id, subject, minimum, cause))
  end
  local entry = appendEnd(kind, id, subject, minimum, cause)
  if subject ~= '' then
    settle(subjectKey(subject))
  end
  return done(entry)
end

if target == 'everything' then
  if everything >= least then
    return done(nil)
  end
  raiseEverything(least)
  return done(append(target, kind, id, '', minimum, cause))
end

local index = subjectKey(subject)
local state = subjectState(index)
afterEverything(index, subject, state)
if (ends and state.ended or state.outdated) >= least then
  return done(nil)
end
if not ends then
  outdateBelow(index, state, least)
elseif least > math.max(state.highest, state.outdated) then
  endEach(index, subject, state)
  raiseEnded(index, least)
else
  -- Some sessions are newer than the minimum; see outdateBelow.
  for _, s in ipairs(sessionsOf(index, state)) do
    if s.version < least then
      call('DEL', sessionKey(s.id))
      call('ZREM', index, s.id)
      removeFromPages(index, { s.id })
    end
  end
  raiseEnded(index, least)
end
return done(append('subject', kind, '', subject, minimum, cause))
