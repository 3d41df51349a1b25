import { testNodeClient } from './node-client';
import { npmAt } from './npm-client';

testNodeClient(npmAt('npm-newest', 'npm'));
