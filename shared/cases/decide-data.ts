import type { Instant } from '#shared/kernel/clock.ts'
import type { CommandOf } from './commands.ts'
import { worksCase } from './decide-claim.ts'
import { accept, type DecisionOn, refuse } from './decision.ts'
import type { Fact } from './facts.ts'
import { type CaseState, currentRequest } from './state.ts'

/** What the customer gave, or wrote without being asked: read, found, exposed, erased. Pure, part of `decide`. */

export const readData = (
	state: CaseState,
	{ by, purpose, fields }: CommandOf<'readData'>,
	now: Instant,
): DecisionOn<'readData'> => {
	if (!worksCase(state, by, now)) return refuse('notYours')
	const given = new Set(
		[...state.requests.flatMap(({ submissions }) => submissions), ...state.foundData].flatMap((one) => one.fields),
	)
	const read = fields.filter((field) => given.has(field))
	return read.length === 0 ? refuse('noData') : accept({ kind: 'DataRead', v: 1, at: now, by, purpose, fields: read })
}

/** An erasure on demand shuts the links of an open request too: nothing more can come of it, whoever holds the claim. */
export const recordErasure = (
	state: CaseState,
	command: CommandOf<'recordErasure'>,
	now: Instant,
): DecisionOn<'recordErasure'> => {
	const { by, reason } = command
	if (!state.holdsData) return accept()
	const erased: Fact = { kind: 'DataErased', v: 1, at: now, reason, by }
	const request = currentRequest(state)
	if (by === undefined || request?.status !== 'open') return accept(erased)
	return accept({ kind: 'RequestRevoked', v: 1, at: now, by, request: request.request }, erased)
}

export const recordFoundData = (
	state: CaseState,
	command: CommandOf<'recordFoundData'>,
	now: Instant,
): DecisionOn<'recordFoundData'> => {
	const { message, submission, fields } = command
	if (state.foundData.some((one) => one.submission === submission)) return accept()
	// As with data that were asked for: only an open case comes to the close that says when they are erased.
	const reopened: Fact[] = state.state === 'closed' ? [{ kind: 'CaseReopened', v: 1, at: now }] : []
	return accept(...reopened, { kind: 'DataFound', v: 1, at: now, message, submission, fields: [...fields] })
}

/** A text that is edited may expose other things than before: told once for each. */
export const recordExposure = (
	state: CaseState,
	{ message, fields }: CommandOf<'recordExposure'>,
	now: Instant,
): DecisionOn<'recordExposure'> => {
	const known = state.signals.filter((one) => one.message === message).flatMap((one) => one.fields)
	const isRepeat = fields.every((field) => known.includes(field))
	return isRepeat ? accept() : accept({ kind: 'DataExposed', v: 1, at: now, message, fields: [...fields] })
}
