import type { Instant } from '#shared/kernel/clock.ts'
import type { CommandOf } from './commands.ts'
import { worksCase } from './decide-claim.ts'
import { accept, type DecisionOn, refuse } from './decision.ts'
import { fact } from './fact.ts'
import type { Fact } from './facts.ts'
import { type CaseState, currentRequest } from './state.ts'

/** What the customer gave, or wrote without being asked: read, found, exposed, erased. Pure, part of `decide`. */

export const decideReadData = (
	state: CaseState,
	{ by, purpose, fields }: CommandOf<'readData'>,
	now: Instant,
): DecisionOn<'readData'> => {
	if (!worksCase(state, by, now)) return refuse('notYours')
	const given = new Set(
		[...state.requests.flatMap(({ submissions }) => submissions), ...state.foundData].flatMap((one) => one.fields),
	)
	const read = fields.filter((field) => given.has(field))
	return read.length === 0 ? refuse('noData') : accept(fact('DataRead', now, { by, purpose, fields: read }))
}

/** An erasure on demand shuts the links of an open request too: nothing more can come of it, whoever holds the claim. */
export const decideRecordErasure = (
	state: CaseState,
	command: CommandOf<'recordErasure'>,
	now: Instant,
): DecisionOn<'recordErasure'> => {
	const { by, reason } = command
	if (!state.holdsData) return accept()
	const erased = fact('DataErased', now, { reason, by })
	const request = currentRequest(state)
	if (by === undefined || request?.status !== 'open') return accept(erased)
	return accept(fact('RequestRevoked', now, { by, request: request.id }), erased)
}

export const decideRecordFoundData = (
	state: CaseState,
	command: CommandOf<'recordFoundData'>,
	now: Instant,
): DecisionOn<'recordFoundData'> => {
	const { message, submission, fields } = command
	if (state.foundData.some((one) => one.id === submission)) return accept()
	// As with data that were asked for: only an open case comes to the close that says when they are erased.
	const reopened: Fact[] = state.state === 'closed' ? [fact('CaseReopened', now)] : []
	return accept(...reopened, fact('DataFound', now, { message, submission, fields: [...fields] }))
}

/** A text that is edited may expose other things than before: told once for each. */
export const decideRecordExposure = (
	state: CaseState,
	{ message, fields }: CommandOf<'recordExposure'>,
	now: Instant,
): DecisionOn<'recordExposure'> => {
	const known = state.signals.filter((one) => one.message === message).flatMap((one) => one.fields)
	const isRepeat = fields.every((field) => known.includes(field))
	return isRepeat ? accept() : accept(fact('DataExposed', now, { message, fields: [...fields] }))
}
