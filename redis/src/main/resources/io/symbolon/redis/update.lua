-- Writes a session's record, if it still has the expected revision.
-- KEYS: meta, the session
-- ARGV: id, expected revision, '1' if it is refreshed now, '1' if its access tokens are outdated, number of the new
--       generation or '', its graceFrom or '', new fields

local s = existing(ARGV[1])
if not s or s.revision ~= tonumber(ARGV[2]) then
  return answer(0, {}, {})
end
local refreshes, outdates, generation, newFields = ARGV[3] == '1', ARGV[4] == '1', ARGV[5], ARGV[7]

-- Old fields stay, those of newer formats too, unless a new one has the same tag.
local replaced = {}
local position = 1
while position <= #newFields do
  replaced[string.byte(newFields, position)] = true
  local _, after = field(newFields, position)
  position = after
end
local fields = {}
position = FIRST_FIELD
while position <= #s.record do
  local _, after = field(s.record, position)
  if not replaced[string.byte(s.record, position)] then
    fields[#fields + 1] = string.sub(s.record, position, after - 1)
  end
  position = after
end
fields[#fields + 1] = newFields

s.revision = s.revision + 1
if generation ~= '' then
  s.generation = tonumber(generation)
  s.graceFrom = tonumber(ARGV[6])
  s.rotated = now
end
if refreshes then
  s.refreshed = now
end
if outdates then
  s.version = math.max(s.version + 1, now)
end
write(s, table.concat(fields))

if refreshes then
  local ends = endOf(s)
  call('ZADD', s.index, text(ends), s.id)
  liveFor(s.index, ends)
end
return answer(0, { s }, outdates and { appendOutdated(s) } or {})
