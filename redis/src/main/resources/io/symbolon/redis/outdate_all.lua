-- Outdates the access tokens of all sessions of a subject.
-- KEYS: meta, the subject's set    ARGV: subject

local index, subject = KEYS[2], ARGV[1]
local state = subjectState(index)
afterEverything(index, subject, state)
local minimum = nextMinimum(state, 0)
outdateBelow(index, state, minimum)
local count = call('ZCOUNT', index, '(' .. text(now), '+inf')
return answer(count, {}, { append('subject', 'OUTDATED', '', subject, text(minimum), '') })
