-- Stands after versions.lua where all sessions of a subject are ended.

local SMALL = 100

-- Makes all sessions of a subject non-existent at once, however many there are. A small set is emptied here; a large one
-- is put aside in one step, under a name that the hash 'garbage' knows, for sweep.lua to remove the records in portions.
-- Returns how many existed.
local function endEach(index, subject, state)
  local count = call('ZCOUNT', index, '(' .. text(now), '+inf')
  if call('ZCOUNT', index, '(0', '+inf') <= SMALL then
    for _, id in ipairs(call('ZRANGEBYSCORE', index, '(0', '+inf')) do
      call('DEL', sessionKey(id))
    end
    call('ZREMRANGEBYSCORE', index, '(0', '+inf')
  else
    local pile = 'g:' .. call('HINCRBY', KEYS[1], 'piles', 1)
    call('RENAME', index, base .. pile)
    call('HSET', base .. 'garbage', pile, subject)
    leftGarbage = 1
    if state.outdated > 0 then
      keep(index, 'o', state.outdated)
    end
    keep(index, 'v', state.highest)
  end
  return count
end

local function raiseEnded(index, minimum)
  keep(index, 'e', minimum)
  settle(index)
  raiseFloor(minimum)
end
