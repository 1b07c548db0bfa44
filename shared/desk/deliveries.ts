import type { Fact, RecordedFact } from '#shared/cases/facts.ts'
import type { EffectId } from '#shared/cases/keys.ts'
import { FAILURE_WORDS } from '#shared/replies/failure-words.ts'
import type { Delivery } from './case-view-schema.ts'

type Told = { readonly effect: EffectId; readonly delivery: Delivery }

/** What a fact tells of how an effect fares. */
const deliveryIn = (fact: Fact): Told | undefined => {
	const { at } = fact
	switch (fact.kind) {
		case 'SendStarted':
			return { effect: fact.effect, delivery: { state: 'started', at } }
		case 'SendSucceeded':
		case 'ReplySent':
			return { effect: fact.effect, delivery: { state: 'sent', at } }
		case 'SendFailed':
		case 'ReplyFailed':
			return {
				effect: fact.effect,
				delivery: { state: 'failed', at, failure: fact.reason, reason: FAILURE_WORDS[fact.reason] },
			}
		case 'SendUnknown':
		case 'ReplyUnknown':
			return { effect: fact.effect, delivery: { state: 'unknown', at } }
		case 'SendDeferred':
			return { effect: fact.effect, delivery: { state: 'deferred', at, until: fact.until } }
		case 'ReplyQueued':
			return { effect: fact.effect, delivery: { state: 'queued', at, until: fact.leavesAt } }
		case 'ReplyWithdrawn':
			return { effect: fact.effect, delivery: { state: 'withdrawn', at } }
		case 'ReplyConfirmed':
			return { effect: fact.effect, delivery: { state: 'sent', at, confirmedAt: at } }
		case 'ReplyBounced':
			return { effect: fact.effect, delivery: { state: 'bounced', at } }
		default:
			return undefined
	}
}

/** How each effect fares, from the facts about it. */
export const deliveriesOf = (facts: readonly RecordedFact[]): ReadonlyMap<EffectId, Delivery> => {
	const deliveries = new Map<EffectId, Delivery>()
	for (const { fact } of facts) {
		const told = deliveryIn(fact)
		if (told === undefined) continue
		const known = deliveries.get(told.effect)
		deliveries.set(
			told.effect,
			known?.confirmedAt === undefined ? told.delivery : { ...told.delivery, confirmedAt: known.confirmedAt },
		)
	}
	return deliveries
}
