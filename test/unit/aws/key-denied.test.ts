import { KMSClient } from '@aws-sdk/client-kms'
import { describe, expect, it } from 'vitest'
import { createKmsKeyService } from '#shared/aws/key-service.ts'
import type { Metric } from '#shared/kernel/log.ts'

const context = { case: 'case_1', submission: 'sub_1' }

/** A real client whose every call is answered with this error, as KMS writes it. */
const refusingWith = (error: string) =>
	new KMSClient({
		region: 'eu-central-1',
		credentials: { accessKeyId: 'any', secretAccessKey: 'any' },
		maxAttempts: 1,
		requestHandler: {
			handle: async () => ({
				response: { statusCode: 400, headers: {}, body: Buffer.from(JSON.stringify({ __type: error, message: '' })) },
			}),
		},
	})

const countedFor = async (error: string, call: 'generate' | 'open') => {
	const counted: Metric[] = []
	const keys = createKmsKeyService('arn:aws:kms:eu-central-1:123456789012:key/any', refusingWith(error), {
		count: (metric) => counted.push(metric),
	})
	await expect(call === 'open' ? keys.open(new Uint8Array(8), context) : keys.generate(context)).rejects.toThrow()
	return counted
}

describe('the key of the vault', () => {
	it.each(['AccessDeniedException', 'DisabledException', 'KMSInvalidStateException', 'NotFoundException'])(
		'is alarmed when it refuses with %s, on the way in and on the way out',
		async (error) => {
			expect(await countedFor(error, 'generate')).toEqual(['VaultKeyDenied'])
			expect(await countedFor(error, 'open')).toEqual(['VaultKeyDenied'])
		},
	)

	it.each(['ThrottlingException', 'InvalidCiphertextException'])('is not alarmed for %s', async (error) => {
		expect(await countedFor(error, 'open')).toEqual([])
	})
})
