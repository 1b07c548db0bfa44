import type { ChannelEvent } from '#shared/channels/channel.ts'
import { metaChannel } from '#shared/channels/meta/channel.ts'
import { bytes, OWN } from '#test/deliveries/x.ts'

/** What a delivery from Meta means, event by event, each having travelled alone as over the queue. */
export const readFromMeta = (delivery: unknown): readonly ChannelEvent[] =>
	metaChannel
		.splitDelivery(bytes(delivery))
		.map((event) => metaChannel.interpret(JSON.parse(JSON.stringify(event)), OWN))

/** The only event of a delivery. */
export const readOneFromMeta = (delivery: unknown): ChannelEvent => {
	const [event, ...others] = readFromMeta(delivery)
	if (event === undefined || others.length > 0) throw new Error(`Expected one event, got ${others.length + 1}`)
	return event
}

export const ignoredByMeta = (reason: string) => ({ kind: 'ignored', reason })
export const parkedByMeta = (reason: string) => ({ kind: 'parked', reason })
