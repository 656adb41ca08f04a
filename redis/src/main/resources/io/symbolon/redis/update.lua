-- Changes a session that still has the expected generation and version. Never writes a version.
-- KEYS: meta, the session
-- ARGV: id, expected generation, expected version, new generation, '1' if it is refreshed now, new fields

local s = existing(ARGV[1])
if not s or s.generation ~= tonumber(ARGV[2]) or s.version ~= tonumber(ARGV[3]) then
  return answer(0, {}, {})
end

-- Old fields stay, those of newer formats too, unless a new one has the same tag.
local function eachField(fields, visit)
  local position = 1
  while position <= #fields do
    local tag, length = struct.unpack('>BI3', fields, position)
    visit(tag, string.sub(fields, position, position + 3 + length))
    position = position + 4 + length
  end
end

local CREATED_FROM, LAST_SEEN_FROM = 3, 5

local replaced, createdFrom = {}, nil
eachField(ARGV[6], function(tag)
  replaced[tag] = true
end)
local parts = { '' }
eachField(string.sub(s.record, FIRST_FIELD), function(tag, field)
  if not replaced[tag] then
    parts[#parts + 1] = field
  end
  if tag == CREATED_FROM then
    createdFrom = string.sub(field, 2)
  end
end)
eachField(ARGV[6], function(tag, field)
  if tag == LAST_SEEN_FROM and string.sub(field, 2) == createdFrom then
    -- Mostly the client is where it was: an empty field says so.
    field = struct.pack('>BI3', tag, 0)
  end
  parts[#parts + 1] = field
end)

s.generation = tonumber(ARGV[4])
if ARGV[5] == '1' then
  s.refreshed = now
end
parts[1] = header(s)
s.record = table.concat(parts)
write(s)

dropExpired(s.index)
call('ZADD', s.index, text(endOf(s)), s.id)
settle(s.index)
return answer(0, { s }, {})
