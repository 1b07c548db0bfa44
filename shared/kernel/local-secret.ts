/** The account id of the embedded parts; no AWS account can have it. */
const LOCAL_ACCOUNT = '000000000000'

/**
 * Tells whether a stored secret may be used: it is not empty, and not a published local one (those hold `local-`)
 * unless the ARN in GetSecretValue's answer is of the embedded parts. So a deployed stage refuses local secrets.
 */
export const isUsableSecret = (arn: string, value: string): boolean =>
	value.length > 0 && (!value.includes('local-') || arn.split(':')[4] === LOCAL_ACCOUNT)
