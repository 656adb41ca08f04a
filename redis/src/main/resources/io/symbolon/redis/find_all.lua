-- Finds the sessions of a subject.
-- KEYS: meta, the subject's set

return answer(0, sessionsOf(KEYS[2], subjectState(KEYS[2])), {})
