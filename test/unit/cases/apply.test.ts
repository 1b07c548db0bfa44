import { describe, expect } from 'vitest'
import { applyPrepared, type Proposed } from '#shared/cases/apply.ts'
import type { CaseStore } from '#shared/cases/ports.ts'
import type { CaseState } from '#shared/cases/state.ts'
import { receiveMessage } from '#shared/messages/receive-message.ts'
import { incoming, it as onCasePlace } from '#test/fixtures/case-place.ts'
import { ANNA, BEN, keyOf } from '#test/support/case-factories.ts'
import { aNote } from '#test/support/content-factories.ts'

const NOTE = keyOf('note', 1)

const writeNote = { kind: 'writeNote', by: ANNA, note: NOTE } as const
const releaseByBen = { kind: 'release', by: BEN } as const

/** Stores with one case, and what is done with it. */
const it = onCasePlace.extend('opened', async ({ place }) => {
	const received = await receiveMessage(place, incoming({ key: keyOf('msg', 1) }))
	if (received.outcome !== 'message') throw new Error(received.outcome)
	const { caseId } = received
	return {
		caseId,
		version: async () => (await place.store.load(caseId))?.version,
		apply: (propose: (state: CaseState) => Proposed<string, string>, change: Partial<CaseStore> = {}, seen?: number) =>
			applyPrepared({ ...place, store: { ...place.store, ...change } }, caseId, propose, { version: seen }),
		note: (text: string, at: string) => aNote({ id: NOTE, caseId, text, at }),
	}
})

describe('a prepared command', () => {
	it('is prepared on the fresh state of each attempt', async ({ place, opened: { caseId, version, apply, note } }) => {
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
	it('writes nothing where its words are objected to', async ({ opened: { version, apply } }) => {
		const before = await version()
		const applied = await apply(() => ({ command: writeNote, content: async () => ({ objection: 'tooLong' }) }))
		expect(applied).toMatchObject({ outcome: 'objected', objection: 'tooLong', state: { version: before } })
		expect(await version()).toBe(before)
	})
	it('writes nothing where there is nothing to ask', async ({ opened: { apply } }) => {
		expect(await apply(() => ({ objection: 'noSuchMessage' }))).toMatchObject({ objection: 'noSuchMessage' })
	})
	it.for([
		['the case refuses it', releaseByBen, undefined, 'refused'],
		['its author saw another version', writeNote, 1, 'stale'],
	] as const)('has its content not looked at where %s', async ([, command, seen, outcome], { opened: { apply } }) => {
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
