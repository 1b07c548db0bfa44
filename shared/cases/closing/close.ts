import { addMilliseconds, DAY, type Instant } from '#shared/kernel/clock.ts'
import type { Team } from '../actor.ts'
import { fact } from '../fact.ts'
import type { Fact, FactOf } from '../facts.ts'
import type { AgentKey } from '../keys.ts'
import { hasEnded } from '../sends/send.ts'
import { type CaseState, currentRequest } from '../state.ts'
import { closingBlock, type Ending } from './matrix.ts'

/** What a close writes, at once or when the answer that it waits for was sent. */

type Close = Ending & { readonly by: AgentKey; readonly team?: Team | undefined; readonly eraseAt: Instant }

/** Returns the facts of a close: it revokes what was still asked of the customer. */
export const factsOfClose = (
	state: CaseState,
	{ by, team, outcome, unansweredReason, message, eraseAt }: Close,
	now: Instant,
): readonly Fact[] => {
	const request = currentRequest(state)
	const revoked: Fact[] =
		request?.status === 'open' ? [fact('RequestRevoked', now, { by, team, request: request.id })] : []
	return [...revoked, fact('CaseClosed', now, { by, team, outcome, unansweredReason, message, eraseAt })]
}

type QueuedClose = NonNullable<CaseState['closeQueued']>

/** Closes after the answer was sent, unless the customer waits for another one or is owed something by now. */
const afterSent = (
	state: CaseState,
	{ by, team, outcome, eraseAfterDays }: QueuedClose,
	at: Instant,
): readonly Fact[] => {
	if (state.unanswered.count > 0 || state.waitingSince !== undefined)
		return [fact('CloseDropped', at, { why: 'message' })]
	if (closingBlock(state) !== undefined) return [fact('CloseDropped', at, { why: 'blocked' })]
	return factsOfClose(state, { by, team, outcome, eraseAt: addMilliseconds(at, eraseAfterDays * DAY) }, at)
}

/** Tells whether a customer ever wrote or gave something in it, or is still owed something. */
const isOfCustomer = (state: CaseState): boolean =>
	state.lastMessage !== undefined ||
	state.unanswered.count > 0 ||
	state.waitingSince !== undefined ||
	state.requests.length > 0 ||
	closingBlock(state) !== undefined ||
	state.sends.some((send) => !hasEnded(send))

/** Returns what follows where all that seemed a customer's turns out to be ours: nobody need close what never was a case. */
export const fallAfter = (_: CaseState, happened: Fact, after: CaseState): readonly Fact[] =>
	happened.kind === 'MessageDisowned' && after.state === 'open' && !isOfCustomer(after)
		? [fact('CaseFellAway', happened.at)]
		: []

/** Why a fact about the answer ends the wait for it without a close. */
const DROPPED_BY: Partial<Readonly<Record<Fact['kind'], FactOf<'CloseDropped'>['why']>>> = {
	ReplyWithdrawn: 'withdrawn',
	ReplyFailed: 'failed',
	ReplyUnknown: 'unknown',
}

/** Returns what follows from one fact for the close that waited before it; `after` is the state with the fact. */
export const closeAfter = (before: CaseState, happened: Fact, after: CaseState): readonly Fact[] => {
	const { closeQueued } = before
	if (closeQueued === undefined || after.closeQueued === undefined) return []
	const { at } = happened
	const hasActed = after.arrivedVersion !== before.arrivedVersion || happened.kind === 'DataReceived'
	if (hasActed) return [fact('CloseDropped', at, { why: 'message' })]
	if (!('send' in happened) || happened.send !== closeQueued.send) return []
	if (happened.kind === 'ReplySent') return afterSent(after, closeQueued, at)
	const why = DROPPED_BY[happened.kind]
	return why === undefined ? [] : [fact('CloseDropped', at, { why })]
}
