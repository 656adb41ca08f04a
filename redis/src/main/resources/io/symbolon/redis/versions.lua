-- Stands after log.lua where a minimum of a subject, or of everything, is raised.

local function raiseEverything(minimum)
  call('HSET', KEYS[1], 'everything', text(minimum))
  raiseFloor(minimum)
end

-- The least minimum that no token of now reaches: SubjectVersions.nextMinimum.
local function nextMinimum(state, atLeast)
  return math.max(math.max(state.highest, state.ended, state.outdated) + 1, atLeast, now)
end

-- Outdates all sessions below a minimum, in one step: every reader of a record takes the minimum into account.
local function outdateBelow(index, state, minimum)
  if minimum <= state.highest then
    -- Some sessions may not be below it, so nothing is written of them. This happens only to a subject who signed in
    -- between a fail-over and a restore, so that the sessions are looked at one by one.
    for _, s in ipairs(sessionsOf(index, state)) do
      if s.version >= minimum then
        s.revision = s.revision - 1
        write(s, string.sub(s.record, FIRST_FIELD))
      end
    end
  end
  keep(index, 'o', minimum)
  keep(index, 'n', state.raises + 1)
  settle(index)
  raiseFloor(minimum)
end
