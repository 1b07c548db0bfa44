import { comment, feed, messaging, metaPrivateMessage } from '#test/deliveries/meta.ts'
import { directMessage, messageDelivery, post, postDelivery } from '#test/deliveries/x.ts'
import type { SeededRandom } from '#test/support/seeded-random.ts'

/** One thing a customer wrote, under an id of the network's own. */
export type PlannedEvent = {
	/** Stands in its text, so that the timeline shows which event it is. */
	readonly mark: string
	readonly network: 'x' | 'facebook'
	readonly form: 'post' | 'directMessage' | 'comment' | 'message'
	readonly userId: string
	readonly sentAt: string
}
export type PlannedDelivery = {
	readonly network: 'x' | 'facebook'
	readonly body: string
	/** How many events it holds, repeated ones included. */
	readonly count: number
}
export type Plan = { readonly events: readonly PlannedEvent[]; readonly deliveries: readonly PlannedDelivery[] }

const CUSTOMERS = 50
const MOST_IN_ONE = 4
/** More than the worker handles at once, so that it is split. */
const LARGE = 24

const xTime = (at: string): string => {
	const [weekday, day, month, year, time] = new Date(at).toUTCString().replace(',', '').split(' ')
	return `${weekday} ${month} ${day} ${time} +0000 ${year}`
}

const planEvents = (random: SeededRandom, count: number, beganAt: number): readonly PlannedEvent[] =>
	Array.from({ length: count }, (_, index) => {
		const network = random.next() < 0.5 ? 'x' : 'facebook'
		const isPrivate = random.next() < 0.4
		const form = network === 'x' ? (isPrivate ? 'directMessage' : 'post') : isPrivate ? 'message' : 'comment'
		// Whole seconds: posts and comments are dated no finer.
		const sentAt = new Date((Math.floor(beganAt / 1_000) + index) * 1_000).toISOString()
		return {
			mark: `#e${String(index).padStart(6, '0')}#`,
			network,
			form,
			userId: String(5_000 + random.whole(CUSTOMERS)),
			sentAt,
		}
	})

const idOf = ({ mark }: PlannedEvent): string => mark.replaceAll(/\D/g, '')
const milliseconds = ({ sentAt }: PlannedEvent): number => Date.parse(sentAt)

const xPost = (event: PlannedEvent) =>
	post({
		id_str: `19244655${idOf(event).padStart(11, '0')}`,
		created_at: xTime(event.sentAt),
		text: `@hilft nichts geht mehr ${event.mark}`,
		user: { id_str: event.userId, screen_name: `kunde${event.userId}`, name: 'Kundin K' },
	})
const xMessage = (event: PlannedEvent) => ({
	...directMessage({ sender_id: event.userId }, { text: `Wann kommt jemand? ${event.mark}` }),
	id: `29244655${idOf(event).padStart(11, '0')}`,
	created_timestamp: String(milliseconds(event)),
})
const facebookComment = (event: PlannedEvent) =>
	comment({
		comment_id: `55_${idOf(event)}`,
		from: { id: event.userId, name: 'Karl Kunde' },
		message: `Schon wieder gestört ${event.mark}`,
		created_time: milliseconds(event) / 1_000,
	})
const facebookMessage = (event: PlannedEvent) =>
	metaPrivateMessage(
		{ mid: `m_${idOf(event)}`, text: `Ist da jemand? ${event.mark}` },
		{ sender: { id: event.userId }, timestamp: milliseconds(event) },
	)

/** Posts and messages go in deliveries of their own, as the networks send them. */
const bodyOf = (events: readonly PlannedEvent[]): string => {
	const [first] = events
	switch (first?.form) {
		case 'post':
			return JSON.stringify(postDelivery(...events.map(xPost)))
		case 'directMessage':
			return JSON.stringify(messageDelivery(...events.map(xMessage)))
		case 'comment':
			return JSON.stringify(feed(...events.map(facebookComment)))
		case 'message':
			return JSON.stringify(messaging(...events.map(facebookMessage)))
		case undefined:
			throw new Error('A delivery holds events')
	}
}

const chunks = (random: SeededRandom, events: readonly PlannedEvent[]): PlannedEvent[][] => {
	const rest = [...events]
	const parts: PlannedEvent[][] = []
	while (rest.length > 0) parts.push(rest.splice(0, parts.length === 0 ? LARGE : 1 + random.whole(MOST_IN_ONE)))
	return parts
}

/**
 * Events of both networks, about 50 customers each, and the deliveries that bring them: several events in some, 24 in
 * one of each form, a fifth of the deliveries twice, a tenth of the events once more in another delivery, and all of it
 * out of order.
 */
export const planDeliveries = (random: SeededRandom, count: number, beganAt: number): Plan => {
	const events = planEvents(random, count, beganAt)
	const again = random.shuffled(events).slice(0, Math.floor(count / 10))
	const forms = ['post', 'directMessage', 'comment', 'message'] as const
	const deliveries = [events, again].flatMap((some) =>
		forms
			.flatMap((form) => chunks(random, random.shuffled(some.filter((event) => event.form === form))))
			.map((part) => ({ network: part[0]?.network ?? 'x', body: bodyOf(part), count: part.length })),
	)
	const twice = random.shuffled(deliveries).slice(0, Math.floor(deliveries.length / 5))
	return { events, deliveries: random.shuffled([...deliveries, ...twice]) }
}
