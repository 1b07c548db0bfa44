import {
	DecryptCommand,
	GenerateDataKeyCommand,
	IncorrectKeyException,
	InvalidCiphertextException,
	KMSClient,
} from '@aws-sdk/client-kms'
import { ParkedError, RetryLaterError } from '#shared/kernel/errors.ts'
import type { KeyContext, KeyService } from '#shared/vault/key-service.ts'
import { CLIENT_SETTINGS } from './clients.ts'

// Named one by one: the context is authenticated by KMS and shown in its audit trail, so it holds keys of ours only.
const contextOf = (context: KeyContext) => ({ case: context.case, submission: context.submission })

/** Data keys under the vault's key in KMS. Which of the two calls succeeds is the role's to say: no role may do both. */
export const createKmsKeyService = (
	keyArn: string,
	client: KMSClient = new KMSClient(CLIENT_SETTINGS),
): KeyService => ({
	generate: async (context) => {
		const answer = await client.send(
			new GenerateDataKeyCommand({ KeyId: keyArn, KeySpec: 'AES_256', EncryptionContext: contextOf(context) }),
		)
		if (!answer.Plaintext || !answer.CiphertextBlob) throw new RetryLaterError('dataKeyMissing')
		return { plain: answer.Plaintext, wrapped: answer.CiphertextBlob }
	},
	open: async (wrapped, context) => {
		try {
			const answer = await client.send(
				new DecryptCommand({ KeyId: keyArn, CiphertextBlob: wrapped, EncryptionContext: contextOf(context) }),
			)
			if (!answer.Plaintext) throw new RetryLaterError('dataKeyMissing')
			return answer.Plaintext
		} catch (error) {
			const isWrong = error instanceof InvalidCiphertextException || error instanceof IncorrectKeyException
			throw isWrong ? new ParkedError('dataKeyTampered', { cause: error }) : error
		}
	},
})
