import type { PulseKey, PulseStore, Pulses } from '#shared/desk/queue/pulses.ts'
import type { RealClock } from '#shared/kernel/clock.ts'

/** Where nobody asks when a list changed, it did long ago. */
const LONG_AGO: RealClock = { epochMilliseconds: () => 0 }

/** Pulses in memory; none is ever deleted. */
export const createMemoryPulses = ({
	realClock = LONG_AGO,
}: {
	readonly realClock?: RealClock | undefined
}): PulseStore => {
	const items = new Map<PulseKey, Pulses>()
	let beats = 0
	const itemOf = (key: PulseKey): Pulses => items.get(key) ?? { beats: {}, counts: {} }
	return {
		read: async (keys) => new Map(keys.flatMap((key) => (items.has(key) ? [[key, itemOf(key)]] : []))),
		beat: async (pulses) => {
			beats += 1
			for (const { of, list } of pulses) {
				const item = itemOf(of)
				const beat = `${realClock.epochMilliseconds()}.${beats}`
				items.set(of, { ...item, beats: { ...item.beats, [list]: beat } })
			}
		},
		keep: async (key, counts) => {
			const item = itemOf(key)
			items.set(key, { ...item, counts: { ...item.counts, ...counts } })
		},
	}
}
