-- Raises the versions of all sessions of a subject, in one step: by its OUTDATED minimum, which every reader of a record
-- takes into account.
-- KEYS: meta, the subject's set    ARGV: subject

local index, subject = KEYS[2], ARGV[1]
local minimum = nextMinimum(subjectState(index))
keep(index, 'o', minimum)
settle(index)
raiseFloor(minimum)
local count = call('ZCOUNT', index, '(' .. text(now), '+inf')
return answer(count, {}, { append('O', '', subject, text(minimum), 'ACCESS_TOKENS_EXPIRED') })
