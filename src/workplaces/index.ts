export { WorkplacesModule } from './workplaces.module.js';
