import { Stack } from 'aws-cdk-lib'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import type { Construct } from 'constructs'

/**
 * Where alarms go. People subscribe by hand: who is called is no matter of the template. A topic with a policy of its own
 * loses the one that let everything of the account publish, so CloudWatch must be named, or no alarm ever arrives.
 */
export class AlarmTopic extends Topic {
	constructor(scope: Construct, id: string) {
		super(scope, id, { enforceSSL: true })
		this.addToResourcePolicy(
			new PolicyStatement({
				principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
				actions: ['sns:Publish'],
				resources: [this.topicArn],
				conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
			}),
		)
	}
}
