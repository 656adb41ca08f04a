-- Ends all sessions of a subject.
-- KEYS: meta, the subject's set    ARGV: subject, cause, the least minimum

local index, subject, cause = KEYS[2], ARGV[1], ARGV[2]
local state = subjectState(index)
local minimum = nextMinimum(state, tonumber(ARGV[3]))
local count = endEach(index, subject, state)
raiseEnded(index, minimum)
return answer(count, {}, { append('subject', 'ENDED', '', subject, text(minimum), cause) })
