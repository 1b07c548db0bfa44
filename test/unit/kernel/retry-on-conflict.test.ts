import { expect, it } from 'vitest'
import { CONFLICT_TRIES, retryOnConflict, tryOnConflict } from '#shared/kernel/retry-on-conflict.ts'

/** Others are faster so many times; then the change is made. */
const afterConflicts = (conflicts: number) => {
	let tried = 0
	return async () => {
		tried += 1
		return tried > conflicts ? tried : undefined
	}
}

it('a change is decided anew until nobody was faster', async () => {
	expect(await retryOnConflict('caseContended', afterConflicts(0))).toBe(1)
	expect(await retryOnConflict('caseContended', afterConflicts(CONFLICT_TRIES - 1))).toBe(CONFLICT_TRIES)
})

it('a change that others beat each time is tried again later, or left out', async () => {
	const lost = retryOnConflict('requestContended', afterConflicts(CONFLICT_TRIES))
	await expect(lost).rejects.toMatchObject({ name: 'RetryLaterError', code: 'requestContended' })
	expect(await tryOnConflict(afterConflicts(CONFLICT_TRIES))).toBeUndefined()
})

it('what an attempt throws is thrown, and not tried again', async () => {
	let tried = 0
	const failing = async () => {
		tried += 1
		throw new Error('no table')
	}
	await expect(retryOnConflict('caseContended', failing)).rejects.toThrow('no table')
	expect(tried).toBe(1)
})
