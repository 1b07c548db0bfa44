import { describe, expect } from 'vitest'
import { applyPrepared } from '#shared/cases/apply.ts'
import type { CaseId } from '#shared/cases/keys.ts'
import { handleDelivery } from '#shared/messages/handle-delivery.ts'
import { sealNote } from '#shared/messages/seal-note.ts'
import { eraseContent } from '#shared/messages/update-content.ts'
import { readSubmissions } from '#shared/vault/read-submissions.ts'
import { post, postDelivery } from '#test/deliveries/x.ts'
import type { WorkerPlace } from '#test/fixtures/worker-place.ts'
import { it as worker } from '#test/fixtures/worker-test.ts'
import { ANNA, keyOf } from '#test/support/case-factories.ts'

const NOTE = keyOf('note', 1)
const NUMBER = '4711008152'
const CLEAR = `Anruf 0431 5550123, Kundennummer ${NUMBER}`
const MASKED = 'Anruf [Telefonnummer], Kundennummer [Kundennummer]'

/** A case with a note whose values wait to be moved. */
const it = worker.extend('caseId', { auto: true }, async ({ place }) => {
	await handleDelivery(place.dependencies, place.deliver(postDelivery(post())))
	const [state] = await place.cases()
	if (state === undefined) throw new Error('no case')
	const { id: caseId } = state
	await applyPrepared<never>(place.dependencies, caseId, () => ({
		command: { kind: 'writeNote', by: ANNA, note: NOTE },
		content: { kind: 'note', id: NOTE, caseId, at: state.openedAt, revision: 0, text: MASKED, unsealed: CLEAR },
	}))
	return caseId
})
const given = async ({ vault, keys }: WorkerPlace, caseId: CaseId) =>
	(await readSubmissions({ vault, keys }, caseId, ['phone', 'customerNumber'])).map(({ field, value }) => [
		field,
		value,
	])
const theNote = async (place: WorkerPlace) => (await place.stores.content.get([NOTE]))[0]
const kinds = async (place: WorkerPlace, caseId: CaseId) =>
	(await place.stores.store.factsAfter(caseId, 0)).map(({ fact }) => fact.kind)

describe('a note whose personal data go into the vault', () => {
	it('keeps the rest, and its values are read as what the customer gave', async ({ place, caseId }) => {
		await sealNote(place.dependencies, NOTE)
		expect(await theNote(place)).toEqual({
			kind: 'note',
			id: NOTE,
			caseId,
			at: expect.any(String),
			revision: 1,
			text: MASKED,
		})
		expect((await given(place, caseId)).toSorted()).toEqual([
			['customerNumber', NUMBER],
			['phone', '0431 5550123'],
		])
		expect((await kinds(place, caseId)).at(-1)).toBe('DataFound')
		expect(await place.cases()).toMatchObject([
			{ holdsData: true, foundData: [{ fields: ['phone', 'customerNumber'] }] },
		])
		expect(JSON.stringify([await place.stores.allContent(), place.lines])).not.toContain(NUMBER)
	})
	it('is moved once, however often the worker is asked', async ({ place, caseId }) => {
		await sealNote(place.dependencies, NOTE)
		await sealNote(place.dependencies, NOTE)
		expect((await kinds(place, caseId)).filter((kind) => kind === 'DataFound')).toHaveLength(1)
	})
	it('is moved by a second try where the first ended in between', async ({ place, caseId }) => {
		const store = { ...place.stores.store, commit: () => Promise.reject(new Error('gone')) }
		await expect(sealNote({ ...place.dependencies, store }, NOTE)).rejects.toThrow('gone')
		expect(await theNote(place)).toMatchObject({ unsealed: CLEAR })
		await sealNote(place.dependencies, NOTE)
		expect((await given(place, caseId)).map(([field]) => field).toSorted()).toEqual(['customerNumber', 'phone'])
		expect(await theNote(place)).not.toHaveProperty('unsealed')
	})
	it('is left where its author took it back meanwhile', async ({ place, caseId }) => {
		const note = await theNote(place)
		if (note?.kind !== 'note') throw new Error('no note')
		await place.stores.content.put({ ...eraseContent(note, note.at), revision: 1 })
		await sealNote(place.dependencies, NOTE)
		expect(await given(place, caseId)).toEqual([])
		expect(await kinds(place, caseId)).not.toContain('DataFound')
	})
})
