import {
	DecryptCommand,
	GenerateDataKeyCommand,
	IncorrectKeyException,
	InvalidCiphertextException,
	KMSClient,
} from '@aws-sdk/client-kms'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import { createLog, type Log } from '#shared/kernel/log.ts'
import type { KeyContext, KeyService } from '#shared/vault/key-service.ts'
import { CLIENT_SETTINGS } from './clients.ts'

// Named one by one: KMS shows the context in its audit trail, so it must hold only keys of ours.
const contextOf = (context: KeyContext) => ({ case: context.case, submission: context.submission })

const DENIALS: readonly string[] = [
	'AccessDeniedException',
	'DisabledException',
	'KMSInvalidStateException',
	'NotFoundException',
]

/** Counts a denial, for which KMS has no metric, and rethrows the error. */
const countDenial = (log: Pick<Log, 'count'>) => (error: unknown) => {
	if (error instanceof Error && DENIALS.includes(error.name)) log.count('VaultKeyDenied')
	throw error
}

/**
 * Creates the service of data keys under the vault's key in KMS. Each role may make only one of the two calls. Counts a
 * denied call as `VaultKeyDenied`.
 */
export const createKmsKeyService = (
	keyArn: string,
	client: KMSClient = new KMSClient(CLIENT_SETTINGS),
	log: Pick<Log, 'count'> = createLog(),
): KeyService => ({
	generate: async (context) => {
		const answer = await client
			.send(new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext: contextOf(context) }))
			.catch(countDenial(log))
		if (!answer.Plaintext || !answer.CiphertextBlob) throw new RetryLaterError('dataKeyMissing')
		return { plain: answer.Plaintext, wrapped: answer.CiphertextBlob }
	},
	open: async (wrapped, context) => {
		try {
			const answer = await client
				.send(new DecryptCommand({ KeyId: keyArn, CiphertextBlob: wrapped, EncryptionContext: contextOf(context) }))
				.catch(countDenial(log))
			if (!answer.Plaintext) throw new RetryLaterError('dataKeyMissing')
			return answer.Plaintext
		} catch (error) {
			const isWrong = error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException
			throw isWrong ? new ParkedError('dataKeyTampered', { cause: error }) : error
		}
	},
})
