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

// Named one by one: the context is authenticated by KMS and shown in its audit trail, so it holds keys of ours only.
const contextOf = (context: KeyContext) => ({ case: context.case, submission: context.submission })

const DENIALS: readonly string[] = [
	'AccessDeniedException',
	'DisabledException',
	'KMSInvalidStateException',
	'NotFoundException',
]

/** Passes the error on; a denial is counted first, because KMS itself has no metric that an alarm could watch. */
const countDenial = (log: Pick<Log, 'count'>) => (error: unknown) => {
	if (error instanceof Error && DENIALS.includes(error.name)) log.count('VaultKeyDenied')
	throw error
}

/**
 * Data keys under the vault's key in KMS. Which of the two calls succeeds is the role's to say: no role may do both. A call
 * that the key refuses is counted as `VaultKeyDenied`.
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
