-- Stands after versions.lua where all sessions of a subject are ended.

-- Returns how many existed.
local function endEach(index, subject, state)
  afterEverything(index, subject, state)
  local count = call('ZCOUNT', index, '(' .. text(now), '+inf')
  putAside(index, subject, state)
  return count
end

local function raiseEnded(index, minimum)
  keep(index, 'e', minimum)
  settle(index)
  raiseFloor(minimum)
end
