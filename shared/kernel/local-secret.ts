/** No AWS account can have this id: only the embedded parts answer with it. */
const LOCAL_ACCOUNT = '000000000000'

/**
 * Whether a stored secret may be used: not empty, and not one of the published local ones (they hold `local-`), unless it
 * comes from the embedded parts, which the ARN in GetSecretValue's answer shows. So a deployed stage refuses them.
 */
export const isUsableSecret = (arn: string, value: string): boolean =>
	value.length > 0 && (!value.includes('local-') || arn.split(':')[4] === LOCAL_ACCOUNT)
