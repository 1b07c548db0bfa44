import { expect, it } from 'vitest'
import { messageKey } from '#shared/channels/message-key.ts'
import { ParkedError } from '#shared/kernel/errors.ts'
import { newEnvelopeId, systemRandom } from '#shared/kernel/id.ts'
import { envelopeReceivedAt, parkedEnvelope, parkedId } from '#shared/ledger/envelope.ts'

const NOW = '2026-11-22T10:00:05.123Z'

it('reads from an envelope when its delivery was received', () => {
	expect(envelopeReceivedAt(newEnvelopeId(NOW, systemRandom))).toBe(NOW)
	expect(() => envelopeReceivedAt('env_none')).toThrow(ParkedError)
})
it('names a parked event by envelope and index, and reads both back', () => {
	const envelope = newEnvelopeId(NOW, systemRandom)
	expect(parkedEnvelope(parkedId(envelope, 17))).toEqual({ envelope, index: 17 })
	for (const wrong of ['', 'park_x_1', `${parkedId(envelope, 1)}x`, parkedId(envelope, 12_345_678)])
		expect(parkedEnvelope(wrong)).toBeUndefined()
})
it('gives a message the same key on every delivery, and no other message that key', () => {
	const post = { network: 'x', accountId: '1001', contentId: '77', form: 'mention' } as const
	const keys = [
		post,
		{ ...post, contentId: '78' },
		{ ...post, network: 'facebook' as const },
		{ ...post, form: 'dm' as const },
		{ ...post, form: 'dm' as const, accountId: '1002' },
	].map((written) => messageKey('key', written))
	expect(new Set(keys).size).toBe(5)
	for (const key of keys) expect(key).toMatch(/^msg_[0-9a-z]{26}$/)
	// Two of our accounts are told of the same post: it is one message.
	expect(messageKey('key', { ...post, accountId: '1002', form: 'reply' })).toBe(keys[0])
	expect(messageKey('other key', post)).not.toBe(keys[0])
})
