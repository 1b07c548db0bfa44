import { beforeEach, describe, expect, it } from 'vitest'
import { applyPrepared, type Proposed } from '#shared/cases/apply.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { createCasePlace, incoming } from '#test/fixtures/case-place.ts'
import { ANNA, BEN, keyOf } from '#test/support/case-factories.ts'
import { aNote } from '#test/support/content-factories.ts'

const NOTE = keyOf('note', 1)

let place: ReturnType<typeof createCasePlace>
let caseId: CaseId
beforeEach(async () => {
	place = createCasePlace()
	const received = await receiveMessage(place, incoming({ key: keyOf('msg', 1) }))
	if (received.outcome !== 'message') throw new Error(received.outcome)
	caseId = received.caseId
})

const version = async () => (await place.store.load(caseId))?.version
const apply = (
	propose: (state: CaseState) => Proposed<string, string>,
	change: Partial<CaseStore> = {},
	seen?: number,
) => applyPrepared({ ...place, store: { ...place.store, ...change } }, caseId, propose, { version: seen })
const note = (text: string, at: string) => aNote({ id: NOTE, caseId, text, at })
const writeNote = { kind: 'writeNote', by: ANNA, note: NOTE } as const
const releaseByBen = { kind: 'release', by: BEN } as const

describe('a prepared command', () => {
	it('is prepared on the fresh state of each attempt', async () => {
		const seen: number[] = []
		let isFirst = true
		const commit: CaseStore['commit'] = async (change) => {
			if (!isFirst) return place.store.commit(change)
			isFirst = false
			await applyPrepared(place, caseId, () => ({ command: { kind: 'claim', by: BEN } }))
			return { result: 'conflict' }
		}
		const before = (await version()) ?? 0
		const applied = await apply(
			(state) => {
				seen.push(state.version)
				return { command: writeNote, content: note(`v${state.version}`, place.clock.now()) }
			},
			{ commit },
		)
		expect(applied.outcome).toBe('applied')
		expect(seen).toEqual([before, before + 1])
		expect(await place.content.get([NOTE])).toMatchObject([{ text: `v${before + 1}` }])
	})
	it('writes nothing where its words are objected to', async () => {
		const before = await version()
		const applied = await apply(() => ({ command: writeNote, content: async () => ({ objection: 'tooLong' }) }))
		expect(applied).toMatchObject({ outcome: 'objected', objection: 'tooLong', state: { version: before } })
		expect(await version()).toBe(before)
	})
	it('writes nothing where there is nothing to ask', async () => {
		expect(await apply(() => ({ objection: 'noSuchMessage' }))).toMatchObject({ objection: 'noSuchMessage' })
	})
	it.each([
		['the case refuses it', releaseByBen, undefined, 'refused'],
		['its author saw another version', writeNote, 1, 'stale'],
	] as const)('has its content not looked at where %s', async (_, command, seen, outcome) => {
		let looks = 0
		const content = async () => {
			looks += 1
			return { objection: 'tooLong' }
		}
		const applied = await apply(() => ({ command, content, about: 'the place' }), {}, seen)
		expect(applied.outcome).toBe(outcome)
		expect(looks).toBe(0)
		if (applied.outcome === 'refused') expect(applied).toMatchObject({ refusal: 'notYours', about: 'the place' })
	})
})
