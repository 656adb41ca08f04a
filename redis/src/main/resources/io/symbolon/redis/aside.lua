-- Stands after subject.lua where all sessions of a subject may have to go at once.

local SMALL = 100

-- Makes all sessions of a subject non-existent at once, however many there are. A small set is emptied here; a large one
-- is put aside in one step, under a name that the hash 'garbage' knows, for sweep.lua to remove the records in portions.
local function putAside(index, subject, state)
  call('UNLINK', pagesKey(index))
  if call('ZCOUNT', index, '(0', '+inf') <= SMALL then
    for _, id in ipairs(call('ZRANGEBYSCORE', index, '(0', '+inf')) do
      call('DEL', sessionKey(id))
    end
    call('ZREMRANGEBYSCORE', index, '(0', '+inf')
    return
  end
  local pile = 'g:' .. call('HINCRBY', KEYS[1], 'piles', 1)
  call('RENAME', index, base .. pile)
  call('HSET', base .. 'garbage', pile, subject)
  leftGarbage = 1
  state.raises = 0
  if state.ended > 0 then
    keep(index, 'e', state.ended)
  end
  if state.outdated > 0 then
    keep(index, 'o', state.outdated)
  end
  keep(index, 'v', state.highest)
end

-- Removes the sessions of a subject that were ended with everything, so that what is left in its set exists. Nearly always
-- all of them were, or none: some only where the storage lost the end of everything in a fail-over and got it back later.
local function afterEverything(index, subject, state)
  if state.swept >= everything then
    return
  end
  if hasNoneLeft(state) then
    putAside(index, subject, state)
  else
    for _, id in ipairs(call('ZRANGEBYSCORE', index, '(0', '+inf')) do
      local record = call('GET', sessionKey(id))
      if not (record and inForce(parse(id, record), index, state)) then
        call('DEL', sessionKey(id))
        call('ZREM', index, id)
        removeFromPages(index, { id })
      end
    end
  end
  state.swept = everything
  keep(index, 'b', everything)
  settle(index)
end
