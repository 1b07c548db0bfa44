import { describe, expect } from 'vitest'
import { createS3MediaStore } from '#shared/aws/media-store.ts'
import type { MediaPlace, MediaStore } from '#shared/media/media-store.ts'
import { actAs } from '#test/fixtures/act-as.ts'
import { it as base, type LocalParts } from '#test/fixtures/local-parts.ts'
import { createMemoryMediaStore } from '#test/memory/media-store.ts'
import { anId } from '#test/support/request-factories.ts'

const it = base.extend('operator', { auto: true }, ({ local }, { onCleanup }) => onCleanup(actAs(local)))

const s3 = (local: LocalParts): MediaStore => {
	const name = local.system.buckets[0]?.name
	if (name === undefined) throw new Error('The sample system has no bucket')
	return createS3MediaStore(name)
}
const aPlace = (change: Partial<MediaPlace> = {}): MediaPlace => ({
	message: anId('msg'),
	edition: '0',
	index: 0,
	...change,
})
const bytes = (...values: number[]) => Uint8Array.from(values)

describe.each([
	['in memory', createMemoryMediaStore as () => MediaStore],
	['in S3', s3],
])('media store %s', (_, create) => {
	it('gives back what it keeps, byte for byte, 10 MiB too', async ({ local }) => {
		const store = create(local)
		const place = aPlace()
		const large = new Uint8Array(10 * 1024 * 1024).map((_value, index) => index % 251)
		await store.put(place, large, 'video/mp4')
		expect(Buffer.from((await store.get(place)) ?? []).equals(large)).toBe(true)
	})

	it('keeps messages, editions and places apart', async ({ local }) => {
		const store = create(local)
		const place = aPlace()
		const places = [place, { ...place, edition: '1' }, { ...place, index: 1 }, aPlace()]
		for (const [index, one] of places.entries()) await store.put(one, bytes(index), 'image/png')
		for (const [index, one] of places.entries())
			expect(Buffer.from((await store.get(one)) ?? [])).toEqual(Buffer.of(index))
	})

	it('replaces what lies in a place', async ({ local }) => {
		const store = create(local)
		const place = aPlace()
		await store.put(place, bytes(1), 'image/png')
		await store.put(place, bytes(2, 3), 'image/png')
		expect(Buffer.from((await store.get(place)) ?? [])).toEqual(Buffer.of(2, 3))
	})

	it('removes one place, and knows nothing of it afterwards; removing again is fine', async ({ local }) => {
		const store = create(local)
		const [place, other] = [aPlace(), aPlace()]
		for (const one of [place, other]) await store.put(one, bytes(1), 'image/png')
		await store.remove(place)
		await store.remove(place)
		expect(await store.get(place)).toBeUndefined()
		expect(await store.get(other)).toBeDefined()
	})

	it('knows nothing of what was never kept', async ({ local }) => {
		expect(await create(local).get(aPlace())).toBeUndefined()
	})
})
