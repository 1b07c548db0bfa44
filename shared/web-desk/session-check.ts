import type { Agent } from '#shared/agents/agent.ts'
import type { AgentRecord } from '#shared/agents/roster.ts'
import { hashOfSession, isToBeNoted, type Session, type SessionStore, wallTime } from '#shared/agents/session.ts'
import type { Recognise } from '#shared/http/identify.ts'
import type { RealClock } from '#shared/kernel/clock.ts'
import { RefusedError } from '#shared/kernel/errors.ts'

/** Who asks, by a session that holds. */
export type SignedIn = { readonly agent: Agent; readonly record: AgentRecord; readonly session: Session }

export type SessionDependencies = {
	readonly sessions: Pick<SessionStore, 'find'>
	readonly recognise: Recognise
}

/**
 * Returns who is behind the id of a session; undefined where it is over or was ended. Throws `RefusedError` where the roster
 * gives them no right any more, or another role than at the sign-in.
 */
export const checkSession = async (
	{ sessions, recognise }: SessionDependencies,
	id: string,
): Promise<SignedIn | undefined> => {
	const session = await sessions.find(hashOfSession(id))
	if (session === undefined) return undefined
	const { agent, record } = await recognise(session)
	if (record.role !== session.role) throw new RefusedError('tokenRevoked')
	return { agent, record, session }
}

export type UseDependencies = SessionDependencies & {
	readonly sessions: SessionStore
	/** Does the same by what the roster said at most a minute ago. */
	readonly recogniseByGlance: Recognise
	readonly realClock: RealClock
}

/**
 * Does the same, and ends a session for good whose bearer the roster refuses. `isAct` tells whether somebody did something:
 * what a page asks by itself prolongs nothing, and learns of a retirement or another role within a minute, whereas acts and
 * whole pages ask the roster afresh.
 */
export const useSession = async (
	{ sessions, realClock, recognise, recogniseByGlance }: UseDependencies,
	id: string,
	isAct: boolean,
): Promise<SignedIn | undefined> => {
	try {
		const found = await checkSession({ sessions, recognise: isAct ? recognise : recogniseByGlance }, id)
		const now = wallTime(realClock)
		if (found !== undefined && isAct && isToBeNoted(found.session, now))
			await sessions.noteAct({ hash: found.session.hash, lastActAt: now })
		return found
	} catch (error) {
		if (error instanceof RefusedError) await sessions.end(hashOfSession(id))
		throw error
	}
}
