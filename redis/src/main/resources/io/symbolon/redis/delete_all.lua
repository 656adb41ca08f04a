-- Ends all sessions of a subject.
-- KEYS: meta, the subject's set    ARGV: subject, cause

local index, subject, cause = KEYS[2], ARGV[1], ARGV[2]
local state = subjectState(index)
local count = endAll(index, subject, state)
return answer(count, {}, { endBelow(index, subject, state, nextMinimum(state), cause) })
