-- Ends all sessions of this partition, by one number: see inForce in common.lua.
-- KEYS: meta    ARGV: the session partitions that this one is, a bit for each in hex; cause; the least minimum

-- PartitionVersions.nextMinimum
local minimum = math.max(math.max(highest, floor) + 1, tonumber(ARGV[3]), now)
raiseEverything(minimum)
return answer(minimum, {}, { append('everything', 'ENDED', ARGV[1], '', text(minimum), ARGV[2]) })
