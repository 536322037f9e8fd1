import { RemovalPolicy } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IConfigurationSet } from 'aws-cdk-lib/aws-ses';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { StageSettings } from '../stages.ts';
import type { StageDefaults } from './house-function.ts';

/** What units work on, and what outlives them. */
export interface State {
  readonly papers: TableV2;
  readonly subscribers: TableV2;
  readonly deliveries: TableV2;
  readonly configurationSet: IConfigurationSet;
  readonly mailEvents: ITopic;
}

/** What every unit of the picture is built from. */
export interface UnitProps {
  readonly settings: StageSettings;
  readonly state: State;
}

/** What a stage's functions have in common. */
export function stageDefaults({ name, logRetentionDays, removal }: StageSettings): StageDefaults {
  return {
    stage: name,
    logRetention: logRetentionDays,
    removalPolicy: removal === 'retain' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
  };
}
