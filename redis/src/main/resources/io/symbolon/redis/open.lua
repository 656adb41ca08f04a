-- Opens a partition for a node, or renews what the node asked for. Stands alone: common.lua is for open partitions.
-- KEYS: meta    ARGV: layout, number of partitions, the node's retention, its lease (both in ms), a random number
--
-- Every node names its retention here and renews it as it works. The longest that is still valid is in force: one that
-- is no longer renewed stays so for the lease and once more for its own length, when the last token that was issued
-- under it has expired.

local meta = KEYS[1]
local log = string.sub(meta, 1, -5) .. 'log'
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)

local stored = redis.call('HMGET', meta, 'layout', 'partitions')
if stored[1] and stored[1] ~= ARGV[1] then
  return redis.error_reply('SYMBOLON_LAYOUT ' .. stored[1])
end
if stored[2] and stored[2] ~= ARGV[2] then
  return redis.error_reply('SYMBOLON_PARTITIONS ' .. stored[2])
end
redis.call('HSET', meta, 'layout', ARGV[1], 'partitions', ARGV[2])
redis.call('HSETNX', meta, 'floor', '0')

local mine = 'r:' .. ARGV[3]
local validUntil = now + tonumber(ARGV[3]) + tonumber(ARGV[4])
if validUntil > tonumber(redis.call('HGET', meta, mine) or 0) then
  redis.call('HSET', meta, mine, string.format('%.0f', validUntil))
end

local longest = 0
local fields = redis.call('HGETALL', meta)
for i = 1, #fields, 2 do
  local length = string.match(fields[i], '^r:(%d+)$')
  if length then
    if tonumber(fields[i + 1]) > now then
      longest = math.max(longest, tonumber(length))
    else
      redis.call('HDEL', meta, fields[i])
    end
  end
end
redis.call('HSET', meta, 'retention', string.format('%.0f', longest))

-- The log's first entry is this mark, so that a reader of a log without revocations can tell it from another one. See
-- log.lua for the fields.
if redis.call('EXISTS', log) == 0 then
  redis.call('XADD', log, '*', 'target', 'mark', 'kind', '', 'sid', '', 'sub', '', 'min', '', 'cause', '',
    'at', string.format('%.0f', now), 'hash', ARGV[5])
end
return { now, longest }
