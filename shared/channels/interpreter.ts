import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import type { Channel, ChannelEvent, Control, IgnoredReason, OwnAccount, RawEvent } from './channel.ts'

/** Reads the events of one source. May throw: the interpreter parks the event then. */
export type Reader = (event: RawEvent, own: readonly OwnAccount[]) => ChannelEvent

export const ignored = (reason: IgnoredReason): ChannelEvent => ({ kind: 'ignored', reason })
export const parked = (reason: ParkedReason): ChannelEvent => ({ kind: 'parked', reason })
export const control = (name: Control): ChannelEvent => ({ kind: 'control', control: name })

/**
 * One reader per source of events. An unknown source is parked. A reader that fails is a defect of ours on one event: it
 * is parked as such, can be retried after the fix, and its neighbours go on.
 */
export const interpretBy =
	(readers: Readonly<Record<string, Reader>>): Channel['interpret'] =>
	(event, own) => {
		const reader = Object.hasOwn(readers, event.source) ? readers[event.source] : undefined
		if (reader === undefined) return parked('unknownEvent')
		try {
			return reader(event, own)
		} catch {
			return parked('interpreterFailed')
		}
	}
