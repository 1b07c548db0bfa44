import type { Fact, RecordedFact } from '#shared/cases/facts.ts'
import type { SendId } from '#shared/cases/keys.ts'
import { FAILURE_WORDS } from '#shared/replies/failure-words.ts'
import type { DeliveryView } from './case-view-schema.ts'

type Told = { readonly send: SendId; readonly delivery: DeliveryView }

/** What a fact tells of how a send fares. */
const deliveryIn = (fact: Fact): Told | undefined => {
	const { at } = fact
	switch (fact.kind) {
		case 'SendStarted':
			return { send: fact.send, delivery: { state: 'started', at } }
		case 'SendSucceeded':
		case 'ReplySent':
			return { send: fact.send, delivery: { state: 'sent', at } }
		case 'SendFailed':
		case 'ReplyFailed':
			return {
				send: fact.send,
				delivery: { state: 'failed', at, failure: fact.reason, reason: FAILURE_WORDS[fact.reason] },
			}
		case 'SendUnknown':
		case 'ReplyUnknown':
			return { send: fact.send, delivery: { state: 'unknown', at } }
		case 'SendDeferred':
			return { send: fact.send, delivery: { state: 'deferred', at, until: fact.until } }
		case 'ReplyQueued':
			return { send: fact.send, delivery: { state: 'queued', at, until: fact.leavesAt } }
		case 'ReplyWithdrawn':
			return { send: fact.send, delivery: { state: 'withdrawn', at } }
		case 'ReplyConfirmed':
			return { send: fact.send, delivery: { state: 'sent', at, confirmedAt: at } }
		case 'ReplyBounced':
			return { send: fact.send, delivery: { state: 'bounced', at } }
		default:
			return undefined
	}
}

/** How each send fares, from the facts about it. */
export const deliveriesOf = (facts: readonly RecordedFact[]): ReadonlyMap<SendId, DeliveryView> => {
	const deliveries = new Map<SendId, DeliveryView>()
	for (const { fact } of facts) {
		const told = deliveryIn(fact)
		if (told === undefined) continue
		const known = deliveries.get(told.send)
		deliveries.set(
			told.send,
			known?.confirmedAt === undefined ? told.delivery : { ...told.delivery, confirmedAt: known.confirmedAt },
		)
	}
	return deliveries
}
