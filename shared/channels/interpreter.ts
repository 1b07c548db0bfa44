import type { ParkedReason } from '#shared/kernel/parked-reasons.ts'
import type { Channel, ChannelEvent, Control, IgnoredReason, OwnAccount, RawEvent } from './channel.ts'

/** Reads the events of one source. May throw: the interpreter then parks the event. */
export type Reader = (event: RawEvent, own: readonly OwnAccount[]) => ChannelEvent

export const ignored = (reason: IgnoredReason): ChannelEvent => ({ kind: 'ignored', reason })
export const parked = (reason: ParkedReason): ChannelEvent => ({ kind: 'parked', reason })
export const control = (name: Control): ChannelEvent => ({ kind: 'control', control: name })

/**
 * Interprets events by the reader of their source. Parks an unknown source, and an event on which its reader fails, which
 * is a defect of ours and can be retried after a fix.
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
