import fc from 'fast-check'
import { expect, it } from 'vitest'
import { applyCommand } from '#shared/cases/apply.ts'
import { fold } from '#shared/cases/evolve.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { updateMessage } from '#shared/messages/revise-message.ts'
import { createCasePlace, incoming } from '#test/fixtures/case-place.ts'
import { close, endDanger, keyOf, minute, raiseDanger, SEEN } from '#test/support/case-factories.ts'

const ANNA = keyOf('agent', 1)
const MESSAGES = 4

type Act =
	| { readonly act: 'write' | 'edit' | 'takeBack' | 'hide'; readonly message: number }
	| {
			readonly act:
				| 'claim'
				| 'ask'
				| 'close'
				| 'closeWithReason'
				| 'look'
				| 'closeAsShown'
				| 'raiseDanger'
				| 'endDanger'
	  }

const act: fc.Arbitrary<Act> = fc.oneof(
	fc.record({
		act: fc.constantFrom('write' as const, 'write' as const, 'edit' as const, 'takeBack' as const, 'hide' as const),
		message: fc.nat(MESSAGES - 1),
	}),
	fc.record({
		act: fc.constantFrom(
			'claim' as const,
			'ask' as const,
			'close' as const,
			'closeWithReason' as const,
			'look' as const,
			'closeAsShown' as const,
			'raiseDanger' as const,
			'endDanger' as const,
		),
	}),
)

/** What must be true of each message, told apart from how the case keeps it. */
const createModel = () => {
	const written = new Set<number>()
	const gone = new Set<number>()
	const waiting = new Set<number>()
	return {
		gone,
		waiting,
		isKnown: (message: number): boolean => written.has(message) || gone.has(message),
		inDanger: false,
		write: (message: number) => {
			if (!written.has(message) && !gone.has(message)) waiting.add(message)
			written.add(message)
		},
		takeBack: (message: number) => {
			gone.add(message)
			waiting.delete(message)
		},
	}
}

it('leaves no message in limbo: it waits, or was closed with a reason, or was taken back', async () => {
	await fc.assert(
		fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 30 }), async (acts) => {
			const place = createCasePlace()
			const model = createModel()
			let time = 0
			let edition = 0
			const caseId = (): CaseId | undefined => [...place.facts.keys()][0]
			const event = () => `env_${'0'.repeat(26)}#${time}`
			const message = (index: number) => ({ key: keyOf('msg', index + 1), sentAt: minute(time), source: event() })
			const command = async (one: Parameters<typeof applyCommand>[2]): Promise<boolean> => {
				const id = caseId()
				return id !== undefined && (await applyCommand(place, id, one)).outcome === 'applied'
			}
			const end = (unansweredReason: 'thanks' | undefined, seenVersion = SEEN) =>
				command(close({ unansweredReason, seenVersion, eraseAt: minute(99_999) }))
			/** The version that the agent was shown last: what came after it cannot be closed. */
			let shown = 0
			let unseen = 0

			for (const next of acts) {
				time += 1
				place.setTime(minute(time))
				switch (next.act) {
					case 'write':
						await receiveMessage(place, incoming({ ...message(next.message), text: `Wort ${time}` }))
						if (!model.isKnown(next.message)) unseen += 1
						model.write(next.message)
						break
					case 'edit': {
						edition += 1
						unseen += model.gone.has(next.message) ? 0 : 1
						await receiveMessage(
							place,
							incoming({ ...message(next.message), text: `Wort ${time}`, edition: String(edition) }),
						)
						model.write(next.message)
						// An edit is an act of the customer: what was closed waits again.
						if (!model.gone.has(next.message)) model.waiting.add(next.message)
						break
					}
					case 'takeBack':
						await updateMessage(place, { ...message(next.message), change: 'erased', changedAt: minute(time) })
						model.takeBack(next.message)
						break
					case 'hide':
						await updateMessage(place, { ...message(next.message), change: 'hidden', changedAt: minute(time) })
						break
					case 'claim':
						await command({ kind: 'claim', by: ANNA })
						break
					case 'ask': {
						const keys = { request: keyOf('req', time), send: keyOf('send', time) }
						await command({ kind: 'requestData', by: ANNA, ...keys, fields: ['phone'] })
						break
					}
					case 'raiseDanger':
						if (await command(raiseDanger({ by: ANNA }))) model.inDanger = true
						break
					case 'endDanger':
						if (await command(endDanger())) model.inDanger = false
						break
					case 'close':
						if (await end(undefined)) expect([model.waiting.size, model.inDanger]).toEqual([0, false])
						break
					case 'closeWithReason':
						if (await end('thanks')) model.waiting.clear()
						break
					case 'look':
						shown = (await place.store.load(caseId() ?? keyOf('case', 9)))?.version ?? 0
						unseen = 0
						break
					case 'closeAsShown':
						if (await end('thanks', shown)) {
							// Nobody's wait ends whose words its agent was not shown.
							if (model.waiting.size > 0) expect(unseen).toBe(0)
							model.waiting.clear()
						}
						break
				}
				const id = caseId()
				if (id === undefined) continue
				expect(place.facts.size).toBe(1)
				const state = fold(id, place.facts.get(id) ?? [])
				expect(state?.unanswered.count).toBe(model.waiting.size)
				expect(state?.unanswered.first.map(({ message: key }) => key).sort()).toEqual(
					[...model.waiting].map((index) => keyOf('msg', index + 1)).sort(),
				)
				expect(state?.waitingSince !== undefined).toBe(model.waiting.size > 0)
				// The row says what whoever waits longest wrote, as it is now.
				const oldest = state?.unanswered.first[0]
				const [said] = oldest === undefined ? [] : await place.content.get([oldest.message])
				expect(place.queueRows.get(id)?.words.text).toBe(said?.kind === 'message' ? said.text : undefined)
				if (model.waiting.size > 0 || model.inDanger) expect(state?.state).toBe('open')
				expect((state?.dangers.length ?? 0) > 0).toBe(model.inDanger)
			}
		}),
		{ numRuns: 300 },
	)
})
