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
	readonly realClock: RealClock
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

/**
 * Does the same, and ends a session for good whose bearer the roster refuses. `isAct` tells whether somebody did something:
 * what a page asks by itself prolongs nothing.
 */
export const useSession = async (
	dependencies: SessionDependencies & { readonly sessions: SessionStore },
	id: string,
	isAct: boolean,
): Promise<SignedIn | undefined> => {
	const { sessions, realClock } = dependencies
	try {
		const found = await checkSession(dependencies, id)
		const now = wallTime(realClock)
		if (found !== undefined && isAct && isToBeNoted(found.session, now))
			await sessions.noteAct({ hash: found.session.hash, lastActAt: now })
		return found
	} catch (error) {
		if (error instanceof RefusedError) await sessions.end(hashOfSession(id))
		throw error
	}
}
